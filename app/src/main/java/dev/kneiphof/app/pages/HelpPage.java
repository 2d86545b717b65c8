package dev.kneiphof.app.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that explains the others. */
@Controller
class HelpPage {

    @GetMapping("/help")
    String help() {
        return "help";
    }
}

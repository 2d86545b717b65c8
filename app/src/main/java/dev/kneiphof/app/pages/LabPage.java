package dev.kneiphof.app.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that shows what crosses the boundary, live. */
@Controller
class LabPage {

    @GetMapping("/lab")
    String lab() {
        return "lab";
    }
}

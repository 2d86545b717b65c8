package dev.kneiphof.app.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page on which a graph is searched, expanded and edited. */
@Controller
class ExplorePage {

    @GetMapping({"/", "/explore"})
    String explore() {
        return "explore";
    }
}

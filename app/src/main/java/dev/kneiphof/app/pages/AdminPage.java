package dev.kneiphof.app.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page for graphs, samples, imports and the ingestion mode. */
@Controller
class AdminPage {

    @GetMapping("/admin")
    String admin() {
        return "admin";
    }
}

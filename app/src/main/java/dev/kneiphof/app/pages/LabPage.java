package dev.kneiphof.app.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages of the Lab: what crosses the boundary, live and in experiments. Each has an address that can be passed on. */
@Controller
class LabPage {

    @GetMapping("/lab")
    String live() {
        return "lab";
    }

    @GetMapping({"/lab/experiments", "/lab/experiments/{experiment}"})
    String experiments() {
        return "lab/experiments";
    }

    @GetMapping("/lab/trace")
    String trace() {
        return "lab/trace";
    }

    @GetMapping("/lab/stack")
    String stack() {
        return "lab/stack";
    }

    @GetMapping({"/lab/lessons", "/lab/lessons/{lesson}"})
    String lessons() {
        return "lab/lessons";
    }

    @GetMapping("/lab/guide")
    String guide() {
        return "lab/guide";
    }

    @GetMapping("/lab/pitfalls")
    String pitfalls() {
        return "lab/pitfalls";
    }
}

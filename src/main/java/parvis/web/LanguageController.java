package parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Choosing the language of the pages. */
@Controller
class LanguageController {
    private final Languages languages;

    LanguageController(Languages languages) {
        this.languages = languages;
    }

    /** A link, because it changes nothing but what this browser reads. */
    @GetMapping("/language/{language}")
    String choose(
            @PathVariable String language,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        languages.setLocale(request, response, Locale.of(language.equals("en") ? "en" : "fr"));
        return "redirect:" + Redirects.local(back);
    }
}

package parvis.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.web.Missing;

/** {@code /demo/mails}: the letters that the demo does not send. */
@Controller
@ConditionalOnProperty("parvis.demo")
class LettersController {
    private final LettersReading reading;

    LettersController(LettersReading reading) {
        this.reading = reading;
    }

    @GetMapping("/demo/mails")
    String letters(
            Brand brand,
            @RequestParam(required = false) @Nullable UUID before,
            HttpServletRequest request,
            Model model) {
        Loopback.require(request);
        model.addAttribute("page", reading.page(brand, before));
        return "demo/letters";
    }

    @GetMapping("/demo/mails/{id}")
    String letter(Brand brand, @PathVariable UUID id, HttpServletRequest request, Model model) {
        Loopback.require(request);
        model.addAttribute("page", reading.letter(brand, id).orElseThrow(Missing::new));
        return "demo/letter";
    }
}

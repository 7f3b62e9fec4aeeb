package parvis.person;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import parvis.brand.Brand;
import parvis.text.Markdown;
import parvis.web.Shell;

/** What the house says of itself: the legal notice and what becomes of people's data. */
@Controller
class HouseTexts {

    @GetMapping("/legal")
    String legal(Brand brand, @ModelAttribute("shell") Shell shell, Model model) {
        return page(brand.legal().in(shell.language()), shell.t("foot.legal"), model);
    }

    @GetMapping("/privacy")
    String privacy(Brand brand, @ModelAttribute("shell") Shell shell, Model model) {
        return page(brand.privacy().in(shell.language()), shell.t("foot.privacy"), model);
    }

    /** The text's own first heading is the page's, if it begins with one. */
    private static String page(String markdown, String title, Model model) {
        var text = markdown.strip();
        var heading = title;
        if (text.startsWith("# ")) {
            var end = text.indexOf('\n');
            heading = (end < 0 ? text : text.substring(0, end)).substring(2).strip();
            text = end < 0 ? "" : text.substring(end);
        }
        model.addAttribute("title", heading);
        model.addAttribute("html", Markdown.toHtml(text));
        return "person/text";
    }
}

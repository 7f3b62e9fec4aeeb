package parvis.settings;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Assortment;
import parvis.brand.Assortment.Outcome;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Permission;
import parvis.brand.Product;
import parvis.person.Visitor;
import parvis.settings.page.ProductsSettingsPage;
import parvis.settings.page.ProductsSettingsPage.Row;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** What people own and ask about: the owner adds it, changes it, puts it in order and takes it off the square. */
@Controller
class ProductsController {
    private final Catalogue catalogue;
    private final Assortment assortment;
    private final Clock clock;

    ProductsController(Catalogue catalogue, Assortment assortment, Clock clock) {
        this.catalogue = catalogue;
        this.assortment = assortment;
        this.clock = clock;
    }

    @GetMapping("/settings/products")
    String products(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        allowed(visitor);
        var standing = catalogue.products(brand.id());
        var said = done != null && done.matches("added|changed|archived|restored")
                ? shell.t("assortment.done." + done)
                : null;
        model.addAttribute(
                "page", new ProductsSettingsPage(rows(standing), rows(catalogue.archived(brand.id())), said));
        return "settings/products";
    }

    @GetMapping("/settings/products/new")
    String blank(Visitor visitor, Shell shell, Model model) {
        allowed(visitor);
        return form(ProductForm.empty(), null, null, shell, model);
    }

    /** What is refused comes back with its words. */
    @PostMapping("/settings/products")
    String add(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam Map<String, String> posted,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var form = ProductForm.typed(posted, shell);
        if (form.isFine()) {
            switch (assortment.add(
                    brand, form.slug(), form.wish(), visitor.actor(), visitor.address(), clock.instant())) {
                case Outcome.Done() -> {
                    return "redirect:/settings/products?done=added";
                }
                case Outcome.TooMany() -> form.refuse("name", shell.t("assortment.too-many", Assortment.MOST));
                default -> form.refuse("slug", shell.t("assortment.slug.taken", form.slug()));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, null, null, shell, model);
    }

    @GetMapping("/settings/products/{product}")
    String product(Brand brand, Visitor visitor, Shell shell, @PathVariable String product, Model model) {
        allowed(visitor);
        var found = catalogue.product(brand.id(), id(product)).orElseThrow(Missing::new);
        return form(ProductForm.standing(found), product, null, shell, model);
    }

    @PostMapping("/settings/products/{product}")
    String change(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String product,
            @RequestParam Map<String, String> posted,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var id = id(product);
        if (catalogue.product(brand.id(), id).isEmpty()) {
            throw new Missing();
        }
        var form = ProductForm.typed(posted, shell);
        if (!form.isFine()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(form, product, null, shell, model);
        }
        var outcome = assortment.change(
                brand, id, form.wish(), form.seen(), visitor.actor(), visitor.address(), clock.instant());
        if (outcome instanceof Outcome.Overtaken(var now)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return form(form, product, now, shell, model);
        }
        return done(outcome, "changed");
    }

    @PostMapping("/settings/products/{product}/order")
    String move(
            Brand brand, Visitor visitor, @PathVariable String product, @RequestParam(defaultValue = "up") String to) {
        allowed(visitor);
        var outcome = assortment.move(
                brand, id(product), to.equals("up"), visitor.actor(), visitor.address(), clock.instant());
        return done(outcome, "moved");
    }

    @PostMapping("/settings/products/{product}/archive")
    String archive(Brand brand, Visitor visitor, @PathVariable String product) {
        allowed(visitor);
        return done(
                assortment.archive(brand, id(product), visitor.actor(), visitor.address(), clock.instant()),
                "archived");
    }

    @PostMapping("/settings/products/{product}/return")
    String restore(Brand brand, Visitor visitor, @PathVariable String product) {
        allowed(visitor);
        return done(
                assortment.restore(brand, id(product), visitor.actor(), visitor.address(), clock.instant()),
                "restored");
    }

    private static String done(Outcome outcome, String what) {
        if (outcome instanceof Outcome.Unknown) {
            throw new Missing();
        }
        return "redirect:/settings/products?done=" + what;
    }

    private static String form(ProductForm form, @Nullable String id, @Nullable Product now, Shell shell, Model model) {
        model.addAttribute("form", form.shown(id, now, shell));
        return "settings/product";
    }

    private static List<Row> rows(List<Product> products) {
        return IntStream.range(0, products.size())
                .mapToObj(i -> new Row(
                        products.get(i).id().toString(),
                        products.get(i).name(),
                        products.get(i).slug(),
                        i == 0,
                        i == products.size() - 1))
                .toList();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new Missing();
        }
    }

    private static void allowed(Visitor visitor) {
        if (!visitor.may(Permission.SET_HOUSE)) {
            throw new NotAllowed();
        }
    }
}

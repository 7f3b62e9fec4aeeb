package parvis.console;

import org.springframework.context.ApplicationContext;
import parvis.brand.Brand;
import parvis.brand.Brands;

/** What commands are given by name. */
final class Known {
    private Known() {}

    /** The brand of this slug; any other word is wrong usage, answered with the slugs that there are. */
    static Brand brand(ApplicationContext context, String slug) {
        var brands = context.getBean(Brands.class);
        return brands.bySlug(slug).orElseThrow(() -> {
            var all = brands.all().stream().map(id -> brands.require(id).slug()).toList();
            return new Refusal(
                    Door.WRONG_USAGE,
                    all.isEmpty()
                            ? "There is no brand yet: ./parvis run prints a link that makes the first one"
                            : "There is no brand \"" + slug + "\". Known: " + String.join(", ", all));
        });
    }
}

package parvis.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parvis.brand.Assortment;
import parvis.brand.Assortment.Wish;
import parvis.brand.Brand.LocalText;
import parvis.brand.Product;
import parvis.brand.Product.Fact;
import parvis.settings.page.ProductsSettingsPage.Form;
import parvis.text.Clean;
import parvis.text.Slug;
import parvis.web.Shell;

/** A product's form: its facts are lines such as "Guarantee: five years", as many in either language. */
final class ProductForm {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_TAGLINE = 160;
    private static final int LONGEST_FACTS = 4_000;
    private static final int MOST_FACTS = 20;

    private final Map<String, String> problems = new LinkedHashMap<>();
    private final String name;
    private final String slug;
    private final LocalText tagline;
    private final String since;
    private final String factsFr;
    private final String factsEn;
    private final String seen;

    private ProductForm(
            String name, String slug, LocalText tagline, String since, String factsFr, String factsEn, String seen) {
        this.name = name;
        this.slug = slug;
        this.tagline = tagline;
        this.since = since;
        this.factsFr = factsFr;
        this.factsEn = factsEn;
        this.seen = seen;
    }

    static ProductForm empty() {
        return new ProductForm("", "", new LocalText("", ""), "", "", "", "");
    }

    static ProductForm standing(Product product) {
        return new ProductForm(
                product.name(),
                product.slug(),
                product.tagline(),
                product.since() == null ? "" : product.since().toString(),
                lines(product.facts(), "fr"),
                lines(product.facts(), "en"),
                Assortment.mark(product));
    }

    static ProductForm typed(Map<String, String> posted, Shell shell) {
        var form = new ProductForm(
                line(posted, "name", LONGEST_NAME),
                line(posted, "slug", Slug.LONGEST),
                new LocalText(line(posted, "tagline-fr", LONGEST_TAGLINE), line(posted, "tagline-en", LONGEST_TAGLINE)),
                line(posted, "since", 4),
                Clean.text(posted.getOrDefault("facts-fr", ""), LONGEST_FACTS).text(),
                Clean.text(posted.getOrDefault("facts-en", ""), LONGEST_FACTS).text(),
                posted.getOrDefault("seen", ""));
        if (form.name.isEmpty()) {
            form.problems.put("name", shell.t("assortment.name.missing"));
        }
        if (!form.since.isEmpty() && !form.since.matches("1[89]\\d\\d|20\\d\\d")) {
            form.problems.put("since", shell.t("assortment.since.wrong"));
        }
        if (!form.slug.isEmpty() && !form.slug.equals(Slug.of(form.slug))) {
            form.problems.put("slug", shell.t("assortment.slug.wrong"));
        }
        form.facts(shell);
        return form;
    }

    private List<Fact> facts(@Nullable Shell shell) {
        var french =
                factsFr.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        var english =
                factsEn.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        var facts = new ArrayList<Fact>();
        var wrong = !french.isEmpty() && !english.isEmpty() && french.size() != english.size();
        var many = Math.max(french.size(), english.size());
        for (int i = 0; i < many && !wrong; i++) {
            var fr = sides(i < french.size() ? french.get(i) : "");
            var en = sides(i < english.size() ? english.get(i) : "");
            wrong = fr == null || en == null;
            if (fr != null && en != null) {
                facts.add(new Fact(new LocalText(fr[0], en[0]), new LocalText(fr[1], en[1])));
            }
        }
        if (shell != null && (wrong || many > MOST_FACTS)) {
            problems.put("facts-fr", shell.t("assortment.facts.wrong", MOST_FACTS));
        }
        return facts;
    }

    /** Label and value around the first colon; null where there is none. */
    private static String @Nullable [] sides(String line) {
        if (line.isEmpty()) {
            return new String[] {"", ""};
        }
        var colon = line.indexOf(':');
        return colon < 1 || line.substring(colon + 1).isBlank()
                ? null
                : new String[] {
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip()
                };
    }

    private static String lines(List<Fact> facts, String language) {
        return facts.stream()
                .filter(f ->
                        !(language.equals("fr") ? f.label().fr() : f.label().en()).isEmpty())
                .map(f -> language.equals("fr")
                        ? f.label().fr() + "\u00a0: " + f.value().fr()
                        : f.label().en() + ": " + f.value().en())
                .collect(Collectors.joining("\n"));
    }

    private static String line(Map<String, String> posted, String field, int most) {
        return Clean.line(posted.getOrDefault(field, ""), most).text();
    }

    boolean isFine() {
        return problems.isEmpty();
    }

    void refuse(String field, String why) {
        problems.put(field, why);
    }

    /** For a new one. */
    String slug() {
        return slug.isEmpty() ? Slug.of(name) : slug;
    }

    Wish wish() {
        return new Wish(name, tagline, since.isEmpty() ? null : Integer.valueOf(since), facts(null));
    }

    String seen() {
        return seen;
    }

    /** @param now what somebody else made of it meanwhile, or null */
    Form shown(@Nullable String id, @Nullable Product now, Shell shell) {
        return new Form(
                id,
                name,
                slug,
                tagline.fr(),
                tagline.en(),
                since,
                factsFr,
                factsEn,
                now == null ? seen : Assortment.mark(now),
                problems,
                now == null
                        ? List.of()
                        : List.of(
                                shell.t("assortment.meanwhile.name", now.name()),
                                shell.t(
                                        "assortment.meanwhile.tagline",
                                        now.tagline().in(shell.language()))));
    }
}

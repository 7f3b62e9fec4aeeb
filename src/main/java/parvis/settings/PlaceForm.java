package parvis.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand.LocalText;
import parvis.brand.Grounds;
import parvis.brand.Grounds.Wish;
import parvis.brand.Place;
import parvis.settings.page.PlacesSettingsPage.Form;
import parvis.text.Clean;
import parvis.text.Slug;
import parvis.web.Shell;

/** A place's form: its names, what it is for, and, for a new one, who reads there. */
final class PlaceForm {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_PURPOSE = 160;
    /** Who can read in a place, from all to few. */
    static final List<Place.Visibility> READERS =
            List.of(Place.Visibility.PUBLIC, Place.Visibility.MEMBERS, Place.Visibility.INTERNAL);

    private final Map<String, String> problems = new LinkedHashMap<>();
    private final LocalText name;
    private final LocalText purpose;
    private final String slug;
    private final String readers;
    private final String seen;

    private PlaceForm(LocalText name, LocalText purpose, String slug, String readers, String seen) {
        this.name = name;
        this.purpose = purpose;
        this.slug = slug;
        this.readers = readers;
        this.seen = seen;
    }

    static PlaceForm empty() {
        return new PlaceForm(new LocalText("", ""), new LocalText("", ""), "", "", "");
    }

    static PlaceForm standing(Place place) {
        return new PlaceForm(
                place.name(), place.purpose(), place.slug(), place.visibility().word(), Grounds.mark(place));
    }

    static PlaceForm typed(Map<String, String> posted, boolean fresh, Shell shell) {
        var form = new PlaceForm(
                new LocalText(line(posted, "name-fr", LONGEST_NAME), line(posted, "name-en", LONGEST_NAME)),
                new LocalText(line(posted, "purpose-fr", LONGEST_PURPOSE), line(posted, "purpose-en", LONGEST_PURPOSE)),
                line(posted, "slug", Slug.LONGEST),
                posted.getOrDefault("readers", ""),
                posted.getOrDefault("seen", ""));
        if (form.name.fr().isEmpty() && form.name.en().isEmpty()) {
            form.refuse("name-fr", shell.t("grounds.name.missing"));
        }
        if (!form.slug.isEmpty() && !form.slug.equals(Slug.of(form.slug))) {
            form.refuse("slug", shell.t("assortment.slug.wrong"));
        }
        if (fresh && READERS.stream().noneMatch(one -> one.word().equals(form.readers))) {
            form.refuse("readers", shell.t("grounds.readers.missing"));
        }
        return form;
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
        return slug.isEmpty() ? Slug.of(name.fr().isEmpty() ? name.en() : name.fr()) : slug;
    }

    Place.Visibility readers() {
        return Place.Visibility.of(readers);
    }

    Wish wish() {
        return new Wish(name, purpose);
    }

    String seen() {
        return seen;
    }

    /**
     * @param place as it stands; null for a new one
     * @param overtaken what somebody else made of it meanwhile, or null
     * @param stands how many conversations stand there
     */
    Form shown(@Nullable Place place, @Nullable Place overtaken, int stands, Shell shell) {
        return new Form(
                place == null ? null : place.id().toString(),
                name.fr(),
                name.en(),
                purpose.fr(),
                purpose.en(),
                place == null ? slug : place.slug(),
                place == null ? readers : place.visibility().word(),
                READERS.stream().map(Place.Visibility::word).toList(),
                overtaken == null ? seen : Grounds.mark(overtaken),
                place != null && place.closed(),
                place == null
                        ? ""
                        : shell.t("grounds.closing." + place.visibility().word(), stands),
                problems,
                overtaken == null
                        ? List.of()
                        : List.of(
                                shell.t(
                                        "grounds.meanwhile.name",
                                        overtaken.name().in(shell.language())),
                                shell.t(
                                        "grounds.meanwhile.purpose",
                                        overtaken.purpose().in(shell.language()))));
    }
}

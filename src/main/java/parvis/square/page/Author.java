package parvis.square.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand.LocalText;
import parvis.brand.Teammate;
import parvis.person.Person;
import parvis.web.Shell;

/**
 * Whoever wrote something, as the public sees them: members by first name and initial, the house by its full name.
 *
 * @param path of their page; empty for whoever had their data erased
 * @param title what they do in the house; null for a member
 * @param since null for the house
 */
public record Author(
        String name,
        String firstName,
        String initials,
        String path,
        @Nullable LocalText title,
        @Nullable Instant since) {
    private static final int TONES = 6;

    public static Author member(String name, String handle, @Nullable Instant since) {
        if (handle.startsWith(Person.ERASED)) {
            return new Author(name, name, Person.initials(name), "", null, null);
        }
        return new Author(
                Person.publicName(name),
                name.strip().split("\\s+")[0],
                Person.initials(name),
                "/people/" + handle,
                null,
                since);
    }

    public static Author house(Teammate teammate) {
        return new Author(
                teammate.name(),
                teammate.firstName(),
                Person.initials(teammate.name()),
                "/people/" + teammate.handle(),
                teammate.title(),
                null);
    }

    /** As the reader's language has it, for whoever is nobody in particular any more. */
    public String shown(Shell shell) {
        return path.isEmpty() ? shell.t("someone") : name;
    }

    public boolean isHouse() {
        return title != null;
    }

    /** The house is square and in its colour; members are round, in one of six tones that is always theirs. */
    public String avatar() {
        if (isHouse()) {
            return "staff";
        }
        var tone = Math.floorMod(path.hashCode(), TONES) + 1;
        return tone == 1 ? "" : "tone-" + tone;
    }

    public String titleIn(String language) {
        return title == null ? "" : title.in(language);
    }
}

package parvis.desk.page;

import parvis.person.Person;

/**
 * The house is square, the public is round; a tone, always the same for a person, helps to tell people apart.
 *
 * @param style a class of the sheet, or nothing
 */
public record Avatar(String initials, String style) {
    private static final int TONES = 6;

    /** @param handle of their page on the square, where they have the same tone */
    public static Avatar member(String name, String handle) {
        var tone = Math.floorMod(("/people/" + handle).hashCode(), TONES) + 1;
        return new Avatar(Person.initials(name), tone == 1 ? "" : "tone-" + tone);
    }

    public static Avatar staff(String name) {
        return new Avatar(Person.initials(name), "staff");
    }
}

package parvis.desk.page;

/**
 * When an answer is owed, or what has become of it.
 *
 * @param icon beside the words, or nothing
 * @param style a class of the sheet: {@code is-late}, {@code is-soon}, {@code is-solved}, or nothing
 */
public record Due(String words, String icon, String style) {
    public static Due quiet(String words) {
        return new Due(words, "", "");
    }

    public boolean isMarked() {
        return !style.isEmpty();
    }
}

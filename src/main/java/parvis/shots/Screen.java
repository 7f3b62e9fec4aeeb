package parvis.shots;

import org.jspecify.annotations.Nullable;

/**
 * A screen and the way to it.
 *
 * @param brand slug of the brand at whose host it is
 * @param as whom to become at {@code /demo} first, or null for a reader
 * @param path where to begin
 * @param act a script that leads from there to the screen: loads another page, or changes this one; may be null
 * @param status that the page must have been answered with
 */
record Screen(
        String name,
        String brand,
        @Nullable String as,
        String language,
        String path,
        @Nullable String act,
        int status) {

    static Screen reader(String name, String path) {
        return new Screen(name, "tilleul", null, "fr", path, null, 200);
    }

    static Screen of(String name, String as, String path) {
        return new Screen(name, "tilleul", as, "fr", path, null, 200);
    }

    Screen in(String language) {
        return new Screen(name, brand, as, language, path, act, status);
    }

    Screen at(String brand) {
        return new Screen(name, brand, as, language, path, act, status);
    }

    Screen answered(int status) {
        return new Screen(name, brand, as, language, path, act, status);
    }

    /** Then follows the first link that a CSS selector finds. */
    Screen following(String selector) {
        return acting("location.href = document.querySelector(\"" + selector + "\").href");
    }

    Screen acting(String script) {
        return new Screen(name, brand, as, language, path, script, status);
    }
}

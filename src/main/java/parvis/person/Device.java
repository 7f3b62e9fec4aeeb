package parvis.person;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parvis.web.Words;

/**
 * What a browser says of itself ({@code User-Agent}), as people say it: good enough to know one's own again.
 *
 * @param browser null where it is none that is known
 * @param system likewise
 */
record Device(@Nullable String browser, @Nullable String system) {
    private record Sign(Pattern in, String name) {}

    /** The first that fits: the later ones call themselves what the earlier ones are. */
    private static final List<Sign> BROWSERS = List.of(
            sign("Edg(A|iOS)?/", "Edge"),
            sign("OPR/|Opera", "Opera"),
            sign("SamsungBrowser/", "Samsung Internet"),
            sign("Firefox/|FxiOS/", "Firefox"),
            sign("Chrome/|CriOS/|Chromium/", "Chrome"),
            sign("Safari/", "Safari"));

    private static final List<Sign> SYSTEMS = List.of(
            sign("iPhone", "iPhone"),
            sign("iPad", "iPad"),
            sign("Android", "Android"),
            sign("Windows", "Windows"),
            sign("Macintosh|Mac OS X", "Mac"),
            sign("CrOS", "ChromeOS"),
            sign("Linux|X11", "Linux"));

    static Device of(String agent) {
        return new Device(found(BROWSERS, agent), found(SYSTEMS, agent));
    }

    String in(Words words) {
        if (browser != null && system != null) {
            return words.t("account.device", browser, system);
        }
        var known = browser == null ? system : browser;
        return known == null ? words.t("account.device.unknown") : known;
    }

    private static @Nullable String found(List<Sign> signs, String agent) {
        return signs.stream()
                .filter(sign -> sign.in().matcher(agent).find())
                .map(Sign::name)
                .findFirst()
                .orElse(null);
    }

    private static Sign sign(String in, String name) {
        return new Sign(Pattern.compile(in), name);
    }
}

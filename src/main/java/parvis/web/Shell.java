package parvis.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param seal name of the brand's drawing
 * @param theme address of the sheet with the brand's colours
 * @param path of this page with its query, to come back to
 * @param visitor who is signed in, or null
 * @param demo whether this is the demo, which shows the way to its roles
 */
public record Shell(
        String brand,
        String seal,
        String theme,
        String path,
        Words words,
        Times times,
        @Nullable Visitor visitor,
        boolean demo,
        String assets) {

    /**
     * @param initials for the avatar
     * @param profile address of their public page, or null when they have none
     * @param desk whether the desk is open to them
     * @param lent whether what is lent to an agency is open to them
     * @param moderates whether they decide on reports
     * @param settings whether the settings are open to them, and {@code newsroom}, {@code imports}, {@code house}, {@code staff}
     *     likewise
     * @param secondFactorDue until when they are to set up a second factor, who own the house; null when nobody asks
     * @param houses at which they work, this one among them, when there are several that this session opens; else none
     */
    public record Visitor(
            String name,
            String initials,
            @Nullable String profile,
            boolean team,
            boolean desk,
            boolean lent,
            boolean moderates,
            boolean settings,
            boolean newsroom,
            boolean imports,
            boolean house,
            boolean staff,
            @Nullable Instant secondFactorDue,
            List<House> houses) {}

    /** @param colour its own, as {@code #RRGGBB} */
    public record House(String slug, String name, String colour, boolean here) {}

    /** The houses between which whoever is here changes; none for whoever works at one. */
    public List<House> houses() {
        return visitor == null ? List.of() : visitor.houses();
    }

    /** The slug of the house of this page, for whoever works at several; else empty. */
    public String house() {
        return houses().stream()
                .filter(House::here)
                .map(House::slug)
                .findFirst()
                .orElse("");
    }

    /** How large a file is, as people say it. */
    public String size(long bytes) {
        var kilobytes = Math.max(1, Math.ceilDiv(bytes, 1024));
        var megabytes = kilobytes / 1024.0;
        return kilobytes < 1024
                ? t("size.kb", kilobytes)
                : megabytes < 1024 ? t("size.mb", megabytes) : t("size.gb", megabytes / 1024);
    }

    public String t(String key, Object... arguments) {
        return words.t(key, arguments);
    }

    public String language() {
        return words.language();
    }

    public String otherLanguage() {
        return language().equals("fr") ? "en" : "fr";
    }

    /** The address of a file under {@code src/main/resources/assets}, which changes when any of them does. */
    public String asset(String file) {
        return assets + "/" + file;
    }

    public String icon(String name) {
        return assets + "/icons.svg#" + name;
    }

    public String encodedPath() {
        return encoded(path);
    }

    /** An address as a parameter of another. */
    public String encoded(String address) {
        return URLEncoder.encode(address, StandardCharsets.UTF_8);
    }

    /** Whether this page lies in a part of the site, for the masthead's current tab. */
    public boolean in(String section) {
        return path.equals(section) || path.startsWith(section + "/") || path.startsWith(section + "?");
    }
}

package parvis.web;

import org.jspecify.annotations.Nullable;

/** Where a form may send somebody back to: a page of this site and nowhere else. */
public final class Redirects {
    private Redirects() {}

    /** The address when it is a path of this site, else {@code /}. */
    public static String local(@Nullable String address) {
        if (address == null
                || !address.startsWith("/")
                || address.startsWith("//")
                || address.length() > 2_000
                || address.chars().anyMatch(c -> c == '\\' || c < 0x20 || c == 0x7f)) {
            return "/";
        }
        return address;
    }
}

package parvis.importer;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a forum's past comes from.
 *
 * @param name its host, or the name of its directory
 * @param base null when only the directory is known: then nothing points back
 */
record Site(Kind kind, String name, @Nullable URI base) {

    static Optional<Site> ofAddress(Kind kind, String address) {
        try {
            var uri = URI.create(address.contains("://") ? address : "https://" + address);
            return uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    ? Optional.empty()
                    : Optional.of(
                            new Site(kind, uri.getHost(), URI.create(uri.getScheme() + "://" + uri.getAuthority())));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    @Nullable
    String question(int id) {
        return base == null ? null : base + "/q/" + id;
    }

    @Nullable
    String answer(int id) {
        return base == null ? null : base + "/a/" + id;
    }

    @Nullable
    String comment(int post, int id) {
        return base == null ? null : base + "/q/" + post + "#comment" + id + "_" + post;
    }

    /** The name under which what comes from there is remembered. */
    static String source(Kind kind, String name) {
        return kind.word() + ":" + name;
    }

    String source() {
        return source(kind, name);
    }

    String post(int id) {
        return source() + ":post:" + id;
    }

    String comment(int id) {
        return source() + ":comment:" + id;
    }
}

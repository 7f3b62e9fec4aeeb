package parvis.postal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far it is proved that a mail comes from the domain in its From.
 *
 * @param domain that is proved to have sent it, where it is proved; else that of From
 * @param told what was looked at, in the words of RFC 8601, for the team and for later; may be empty
 */
public record Judgement(Standing standing, String domain, String told) {
    /** Nothing was found out, and nothing speaks against it. */
    public static final Judgement NOTHING = new Judgement(Standing.NOTHING_KNOWN, "", "");

    public enum Standing {
        /** It carries a valid signature of its domain. */
        SIGNED,
        /** It came from an address that its domain names, and by an envelope of that domain. */
        NAMED,
        /** Nothing proves it, and its domain says that something would; or its domain's signature is broken. */
        DOUBTFUL,
        NOTHING_KNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** As it is kept: null for what nothing is known of. */
    public @Nullable String kept() {
        return standing == Standing.NOTHING_KNOWN ? null : standing.word();
    }
}

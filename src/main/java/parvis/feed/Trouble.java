package parvis.feed;

import java.util.Locale;
import parvis.outbound.Reason;
import parvis.outbound.Reply;

/** What keeps a feed from being read, as people are told. */
public enum Trouble {
    /** No address of the web, or one of a machine that not everybody reaches. */
    ADDRESS,
    /** There is no such name. */
    NAME,
    UNREACHABLE,
    CERTIFICATE,
    /** It does not let us in. */
    REFUSED,
    /** It is not there, or not any more. */
    MISSING,
    /** The server has a problem of its own. */
    SERVER,
    SLOW,
    LARGE,
    /** What is there is no feed. */
    NO_FEED;

    /** As it is written in the database and in keys of words. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Trouble of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static Trouble of(Reason reason) {
        return switch (reason) {
            case NOT_AN_ADDRESS, SCHEME, CREDENTIALS, PORT, NOT_PUBLIC -> ADDRESS;
            case NO_SUCH_NAME -> NAME;
            case NAME_UNKNOWN, UNREACHABLE, BROKEN -> UNREACHABLE;
            case CERTIFICATE -> CERTIFICATE;
            case TOO_MANY_REDIRECTS, BUSY -> SERVER;
            case TOO_LARGE -> LARGE;
            case UNREADABLE -> NO_FEED;
            case SLOW -> SLOW;
        };
    }

    /** Of an answer that is not a success. */
    static Trouble of(Reply.Got got) {
        return switch (got.status()) {
            case 404, 410 -> MISSING;
            case 401, 402, 403, 407, 451 -> REFUSED;
            default -> got.status() / 100 == 4 ? REFUSED : SERVER;
        };
    }
}

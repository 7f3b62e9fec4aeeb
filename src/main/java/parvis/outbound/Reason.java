package parvis.outbound;

import java.util.Locale;

/** Why nothing came. */
public enum Reason {
    NOT_AN_ADDRESS(Outcome.FINAL),
    /** Something else than http or https. */
    SCHEME(Outcome.FINAL),
    /** A name and a password stand in the address. */
    CREDENTIALS(Outcome.FINAL),
    PORT(Outcome.FINAL),
    /** It leads to a machine that not everybody reaches. */
    NOT_PUBLIC(Outcome.FINAL),
    /** Whoever knows said that there is no such name. */
    NO_SUCH_NAME(Outcome.FINAL),
    TOO_MANY_REDIRECTS(Outcome.FINAL),
    TOO_LARGE(Outcome.FINAL),
    /** The answer is not HTTP, or packed in a way that we did not ask for. */
    UNREADABLE(Outcome.FINAL),
    /** No name server answered. */
    NAME_UNKNOWN(Outcome.RETRY),
    UNREACHABLE(Outcome.RETRY),
    /** The certificate is not to be trusted, or is another's. */
    CERTIFICATE(Outcome.RETRY),
    /** It asked to be left alone for a while, or others of us are talking to it. */
    BUSY(Outcome.RETRY),
    /** The time was over: whether the answer is on its way is not known. */
    SLOW(Outcome.UNCONFIRMED),
    /** The line broke after the question had left. */
    BROKEN(Outcome.UNCONFIRMED);

    private final Outcome outcome;

    Reason(Outcome outcome) {
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** As it is written in tables and in keys of words. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

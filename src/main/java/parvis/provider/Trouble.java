package parvis.provider;

import java.util.Locale;
import parvis.outbound.Reason;

/** What keeps somebody from coming in by an identity provider, as people are told. */
enum Trouble {
    /** There is none here, or none that ever worked. */
    NONE,
    /** No address that may be asked: neither https, nor public. */
    ADDRESS,
    /** There is no such name. */
    NAME,
    UNREACHABLE,
    CERTIFICATE,
    SLOW,
    /** What answers is no identity provider. */
    NO_PROVIDER,
    /** It calls itself by another address. */
    OTHER_ISSUER,
    /** It knows no way in that we take: a code, and signatures with a key that only it has. */
    METHOD,
    /** Its keys cannot be read. */
    KEYS,
    /** It does not know us, or not by this secret. */
    CLIENT,
    /** The secret was sealed elsewhere. */
    SECRET,
    /** They said no there, or it did. */
    REFUSED,
    /** They were on their way too long, came twice, or with another browser. */
    LOST,
    /** The code was used already, or is too old. */
    CODE,
    /** Its answer is no answer. */
    ANSWER,
    SIGNATURE,
    ISSUER,
    AUDIENCE,
    EXPIRED,
    NONCE,
    /** It names no e-mail address. */
    NO_EMAIL,
    /** It does not say that the address was verified. */
    UNVERIFIED,
    /** An address of another domain than the brand allows. */
    DOMAIN,
    /** Nobody who works here. */
    UNKNOWN,
    /** The account is somebody else's there. */
    LINKED,
    /** They are who they are not here: a trial by another account. */
    OTHER_ACCOUNT;

    /** As it is written in addresses and in keys of words. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Trouble of(Reason reason) {
        return switch (reason) {
            case NOT_AN_ADDRESS, SCHEME, CREDENTIALS, PORT, NOT_PUBLIC -> ADDRESS;
            case NO_SUCH_NAME -> NAME;
            case CERTIFICATE -> CERTIFICATE;
            case SLOW -> SLOW;
            case TOO_LARGE, UNREADABLE -> NO_PROVIDER;
            case NAME_UNKNOWN, UNREACHABLE, TOO_MANY_REDIRECTS, BUSY, BROKEN -> UNREACHABLE;
        };
    }
}

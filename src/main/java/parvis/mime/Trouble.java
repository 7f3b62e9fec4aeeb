package parvis.mime;

/** What could not be read as it should; the rest was. */
public enum Trouble {
    /** No header at all, or nothing that looks like a mail. */
    NO_HEADERS,
    HEADERS_CUT,
    NO_SENDER,
    NO_DATE,
    BAD_ADDRESS,
    TOO_DEEP,
    TOO_MANY_PARTS,
    TEXT_CUT,
    BOUNDARY_MISSING,
    CHARSET_UNKNOWN,
    CHARSET_WRONG,
    /** The structure breaks off; what came before is there. */
    BROKEN
}

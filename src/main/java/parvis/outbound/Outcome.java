package parvis.outbound;

/** What a caller does with an answer. */
public enum Outcome {
    /** It came. */
    DONE,
    /** Later it may be another. */
    RETRY,
    /** Asking again brings the same. */
    FINAL,
    /** Whether it was heard is not known: ask again only what may be asked twice. */
    UNCONFIRMED
}

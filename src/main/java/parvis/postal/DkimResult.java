package parvis.postal;

/**
 * What became of one signature of a mail.
 *
 * @param domain that signed (d=); may be empty when the signature cannot be read
 * @param why in a few words, when it is not valid
 */
public record DkimResult(String domain, Outcome outcome, String why) {
    public enum Outcome {
        /** What was signed came as it left. */
        VALID,
        /** It did not, or the signature is none. */
        INVALID,
        /** Its key could not be had now. */
        UNKNOWN,
        /** It says itself that it proves nothing: its domain is still trying it out, or it covers only a part. */
        NOTHING
    }
}

package parvis.mime;

import parvis.text.Clean;

/** Words from outside, decoded and cleaned. */
final class Words {

    static final int LONGEST_LINE = 1_000;
    static final int LONGEST_TEXT = 1_000_000;

    private Words() {}

    /** A header's value as one line. */
    static String line(String raw, int most) {
        return Clean.line(EncodedWords.decode(raw), most).text();
    }

    static String text(String decoded) {
        return Clean.text(withoutOverrides(decoded), LONGEST_TEXT).text();
    }

    /** Right-to-left writing needs marks and isolates, but nobody needs an override, which shows words in another order than they are. */
    private static String withoutOverrides(String text) {
        return text.indexOf('\u202D') < 0 && text.indexOf('\u202E') < 0
                ? text
                : text.replace("\u202D", "").replace("\u202E", "");
    }
}

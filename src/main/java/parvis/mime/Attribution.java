package parvis.mime;

import java.util.List;
import java.util.regex.Pattern;

/** The line with which mail programs introduce what they quote: "Le 3 mars 2026 à 10:22, Hélène Martin a écrit :". */
final class Attribution {

    /** Programs break the line by their own width, in five pieces at most. */
    private static final int MOST_LINES = 6;

    private static final int LONGEST = 400;

    private static final String VERB =
            "wrote|writes|a écrit|à écrit|écrit|schrieb|schreef|geschreven|skrev|escribió|escreveu|ha scritto|scrisse"
                    + "|napisał\\(a\\)|napisała?|написал(?:\\(а\\)|а)?|пишет|kirjoitti|写道|寫道";

    private static final String AT = "[^\\s<>\"]+@[^\\s<>\"]+";

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** When, who, the verb. The date may be any: a digit and a length are enough beside the verb at the end. */
    private static final Pattern WHEN_WHO = Pattern.compile(
            "(?:on|le|am|op|el|em|il|den|at|在|於) ?(?=.{0,80}\\d).{3,300}?(?<!\\p{L})(?:" + VERB + ") ?[:：]?", FLAGS);

    /** When, the verb, who: as German and the northern languages order them. */
    private static final Pattern WHEN_VERB_WHO = Pattern.compile(
            "(?:am|den|op|på) (?=.{0,80}\\d).{3,150}?(?<!\\p{L})(?:" + VERB + "|heeft) .{1,200}[:：]", FLAGS);

    /** When without a word before it, who with an address, perhaps the verb. */
    private static final Pattern DATE_WHO = Pattern.compile(
            "(?:\\p{L}{2,4}\\.?,? )?\\d{1,4}[-/. ][\\p{L}\\d]{1,10}\\.?[-/., ].{1,200}<\\s?(?:mailto:)?" + AT
                    + "[^<>]{0,200}>? ?(?:(?:" + VERB + ") ?)?[:：]?",
            FLAGS);

    /** Who with an address, the verb, perhaps when. */
    private static final Pattern WHO_WHEN = Pattern.compile(
            "(?:[^<>:]{0,100}<\\s?(?:mailto:)?" + AT + "\\s?>|" + AT + "(?: \\([^()]{1,80}\\))?) ?(?:" + VERB
                    + ")(?! (?:to|that|me|us|que|à|un|une)\\b).{0,80}[:：]",
            FLAGS);

    private static final Pattern ARTICLE =
            Pattern.compile("in (?:article|message) <.{3,300}(?:" + VERB + ") ?:", FLAGS);

    private static final Pattern START = Pattern.compile(
            "(?:(?:on|le|am|op|el|em|il|den|at|på|in|在|於) ?.*|(?:\\p{L}{2,4}\\.?,? )?\\d.*|[^<>]{0,100}<.*|" + AT
                    + " .*)",
            FLAGS | Pattern.DOTALL);

    private static final Pattern ENDING_VERB = Pattern.compile(".*(?:" + VERB + ")", FLAGS | Pattern.DOTALL);
    private static final int LONGEST_VERB = 20;

    /** What makes it sure that a program wrote the line: an address, a time of day, or a year. */
    private static final Pattern SURE = Pattern.compile(
            ".*(?:" + AT + "|\\d{1,2}[:h.]\\d{2}|(?<!\\d)(?:19|20)\\d{2}(?!\\d)).*", FLAGS | Pattern.DOTALL);

    /** A line that is nothing but the end of one. */
    static final Pattern BROKEN_END = Pattern.compile(">\\s?(?:" + VERB + ")\\s?:", FLAGS);

    private Attribution() {}

    /**
     * @param lines how many it takes
     * @param sure that what follows is quoted, even without marks of quotation
     */
    record Found(int lines, boolean sure) {}

    static final Found NONE = new Found(0, false);

    /** @param bare lines with single spaces and none around */
    static Found at(List<String> bare, int from) {
        if (!START.matcher(head(bare.get(from))).matches()) {
            return NONE;
        }
        var joined = new StringBuilder();
        for (int i = from; i < Math.min(bare.size(), from + MOST_LINES); i++) {
            var line = bare.get(i);
            if (line.isEmpty()) {
                if (i + 1 < bare.size() && bare.get(i + 1).startsWith("<")) {
                    continue;
                }
                return NONE;
            }
            if (i > from && line.startsWith(">") && !BROKEN_END.matcher(line).matches()) {
                return NONE;
            }
            joined.append(i > from ? " " : "").append(line);
            if (joined.length() > LONGEST) {
                return NONE;
            }
            var whole = undashed(joined.toString());
            if (ends(whole) && isOne(whole)) {
                boolean ends = whole.endsWith(":") || whole.endsWith("：") || whole.length() < joined.length();
                return new Found(i - from + 1, ends && SURE.matcher(whole).matches());
            }
        }
        return NONE;
    }

    /** Cheap, because it is asked of many lines. */
    private static boolean ends(String line) {
        return switch (line.isEmpty() ? ' ' : line.charAt(line.length() - 1)) {
            case ':', '：', '>' -> true;
            default ->
                ENDING_VERB
                        .matcher(line.substring(Math.max(0, line.length() - LONGEST_VERB)))
                        .matches();
        };
    }

    private static boolean isOne(String line) {
        return WHEN_WHO.matcher(line).matches()
                || WHEN_VERB_WHO.matcher(line).matches()
                || DATE_WHO.matcher(line).matches()
                || WHO_WHEN.matcher(line).matches()
                || ARTICLE.matcher(line).matches();
    }

    private static String head(String line) {
        return undashed(line.length() > LONGEST ? line.substring(0, LONGEST) : line);
    }

    /** Zoho and others put dashes around the line. */
    private static String undashed(String line) {
        return line.startsWith("--")
                ? line.replaceAll("^-{2,} ?| ?-{2,}:?$", "").strip()
                : line;
    }
}

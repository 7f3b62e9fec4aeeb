package parvis.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one sentence of a post asks, as features: the classes of its words ({@link Lexicon}), which begin a clause, which follow
 * each other, how it ends, where in the post it stands, and what the sentences beside it and the whole post hold; and its words
 * themselves, by their beginnings: alone, in pairs, and those of the whole post. Words within quotation marks say nothing but that
 * they are quoted.
 *
 * @param start in the folded text
 * @param features numbers of {@link #feature}, in order, each once
 * @param stems the first letters of its words, each once
 * @param pairs two words or signs that follow each other, by their first letters; where the sentence begins and ends is a sign too
 * @param ofPost the words and signs of the whole post by their first letters, whatever stands in quotation marks too
 */
record Asking(int start, int end, int[] features, Set<String> stems, Set<String> pairs, Set<String> ofPost) {
    /** What a feature says of one class or two. */
    enum Says {
        HAS(true, false),
        STARTS(true, false),
        NEAR(true, true),
        NEXT_TO(true, true),
        ENDING(false, true),
        LAST(true, false),
        BEFORE(false, true),
        AFTER(false, true),
        ENDING_BEFORE(false, true),
        ABOUT(false, true),
        ELSEWHERE(true, true),
        SHAPE(false, false),
        ABOUT_IT(false, false),
        ABOUT_ENDING(false, false);

        private final boolean firstIsClass;
        private final boolean secondIsClass;

        Says(boolean firstIsClass, boolean secondIsClass) {
            this.firstIsClass = firstIsClass;
            this.secondIsClass = secondIsClass;
        }
    }

    static final Lexicon LEXICON = Lexicon.read();
    /** After these a verb asks as it does where a clause begins: "and share", "feel free to share", "would you share". */
    private static final BitSet LEADING = LEXICON.kinds("link", "lead", "urge");

    private static final BitSet EMOJI = LEXICON.kinds("Ereact", "Epict", "Esign", "Eopt");

    static final List<String> CUES = List.of(
            "exempt",
            "service",
            "used",
            "reward",
            "network",
            "home",
            "quotable",
            "matter",
            "life",
            "specific",
            "to-one");

    private static final int BITS = 7;
    private static final int MOST = (1 << BITS) - 1;
    private static final int NEAR = 6;
    private static final int MOST_WORDS = 60;
    private static final int MOST_SENTENCES = 80;
    private static final int LONG_QUOTE = 12;

    private static final Set<String> FRENCH = Set.of(
            "le", "la", "les", "des", "et", "vous", "est", "un", "une", "de", "du", "qui", "pour", "en", "tu", "votre",
            "ton", "nous", "que", "dans", "ce", "on", "je", "si", "au");
    private static final Set<String> ENGLISH = Set.of(
            "the", "and", "you", "is", "of", "to", "in", "a", "your", "our", "for", "with", "this", "it", "we", "that",
            "are", "who", "if", "what", "i", "my");

    private static final int STEM = 5;
    private static final String EDGE = "|";
    private static final Pattern WORD_OR_SIGN = Pattern.compile("\\p{L}+|\\d+|[?!@=\uE001-\uE005]");
    /** A capital that stands alone and is no word: an option to vote for. */
    private static final String LETTER = "\u0001";

    private record Word(String text, boolean opens, boolean quoted) {}

    /** A sentence before what stands around it is known. */
    private record Read(
            Sentences.Span span,
            List<BitSet> classes,
            BitSet all,
            Set<String> stems,
            Set<String> pairs,
            char ending,
            boolean quoted) {}

    /** Which classes at least one sentence of a post holds, and which at least two; all words and signs. */
    private record Post(BitSet once, BitSet twice, Set<String> words) {
        static Post of(List<Read> read, String text) {
            var post = new Post(new BitSet(), new BitSet(), new HashSet<>());
            WORD_OR_SIGN.matcher(text).results().forEach(found -> post.words.add(token(found.group())));
            for (var one : read) {
                var again = (BitSet) one.all.clone();
                again.and(post.once);
                post.twice.or(again);
                post.once.or(one.all);
            }
            return post;
        }
    }

    static int feature(Says says, int first, int second) {
        return says.ordinal() << (2 * BITS) | first << BITS | second;
    }

    static int size() {
        return Says.values().length << (2 * BITS);
    }

    static Says says(int feature) {
        return Says.values()[feature >> (2 * BITS)];
    }

    /** A feature as {@code guard/asking.weights} has it. */
    static String name(int feature) {
        var says = says(feature);
        return says + " " + word(says.firstIsClass, feature >> BITS & MOST) + " "
                + word(says.secondIsClass, feature & MOST);
    }

    private static String word(boolean isClass, int number) {
        return isClass && number < MOST ? LEXICON.name(number) : String.valueOf(number);
    }

    /** A class or a number as {@link #name} wrote it. */
    static int number(String word) {
        return Character.isDigit(word.charAt(0)) ? Integer.parseInt(word) : LEXICON.kind(word);
    }

    /** A class of the sentence's own words that a feature is about, or -1. */
    static int firstClass(int feature) {
        return says(feature).firstIsClass ? feature >> BITS & MOST : -1;
    }

    /** Another one, or -1: what stands elsewhere is not the sentence's own. */
    static int secondClass(int feature) {
        return switch (says(feature)) {
            case NEAR, NEXT_TO, ENDING, ENDING_BEFORE, ABOUT -> feature & MOST;
            default -> -1;
        };
    }

    /** @param about which of {@link #CUES} hold for the post */
    static List<Asking> of(String text, Sentences sentences, BitSet about) {
        var quoted = quoted(text);
        var spans = sentences.all();
        spans = spans.size() <= MOST_SENTENCES ? spans : spans.subList(spans.size() - MOST_SENTENCES, spans.size());
        var words = spans.stream().map(span -> words(text, span, quoted)).toList();
        var isFrench = isFrench(words);
        var read = new ArrayList<Read>();
        for (int i = 0; i < words.size(); i++) {
            read.add(read(text, spans.get(i), words.get(i), isFrench));
        }
        var last = lastOf(read);
        var post = Post.of(read, text);
        var found = new ArrayList<Asking>();
        for (int i = 0; i < read.size(); i++) {
            found.add(asking(read, i, last, post, about));
        }
        return found;
    }

    /** The last sentence that says something: what follows is hashtags or emoji. */
    private static int lastOf(List<Read> read) {
        for (int i = read.size() - 1; i > 0; i--) {
            if (read.get(i).classes.size() > 1) {
                return i;
            }
        }
        return 0;
    }

    private static Asking asking(List<Read> read, int index, int last, Post post, BitSet about) {
        var one = read.get(index);
        var features = new BitSet();
        var ending = ending(one.ending);
        nearness(one, features);
        shape(read, index, last, features);
        for (int a = one.all.nextSetBit(0); a >= 0; a = one.all.nextSetBit(a + 1)) {
            features.set(feature(Says.HAS, a, 0));
            features.set(feature(Says.ENDING, ending, a));
            if (index >= last) {
                features.set(feature(Says.LAST, a, 0));
            }
            if (index > 0) {
                features.set(feature(Says.ENDING_BEFORE, ending(read.get(index - 1).ending), a));
            }
            for (int cue = about.nextSetBit(0); cue >= 0; cue = about.nextSetBit(cue + 1)) {
                features.set(feature(Says.ABOUT, cue, a));
            }
            if (LEXICON.isRequest(a)) {
                elsewhere(one, post, a, features);
            }
        }
        if (one.ending == '?') {
            elsewhere(one, post, LEXICON.kind("?"), features);
        }
        for (int cue = about.nextSetBit(0); cue >= 0; cue = about.nextSetBit(cue + 1)) {
            features.set(feature(Says.ABOUT_IT, cue, 0));
            features.set(feature(Says.ABOUT_ENDING, cue, ending));
        }
        beside(read, index - 1, Says.BEFORE, features);
        beside(read, index + 1, Says.AFTER, features);
        return new Asking(
                one.span.start(), one.span.end(), features.stream().toArray(), one.stems, one.pairs, post.words);
    }

    private static void nearness(Read one, BitSet features) {
        var classes = one.classes;
        for (int i = 0; i < classes.size(); i++) {
            for (int a = classes.get(i).nextSetBit(0);
                    a >= 0;
                    a = classes.get(i).nextSetBit(a + 1)) {
                if (i == 0) {
                    features.set(feature(Says.STARTS, a, 0));
                }
                for (int j = i + 1; j < classes.size() && j <= i + NEAR; j++) {
                    for (int b = classes.get(j).nextSetBit(0);
                            b >= 0;
                            b = classes.get(j).nextSetBit(b + 1)) {
                        features.set(feature(Says.NEAR, a, b));
                        if (j == i + 1) {
                            features.set(feature(Says.NEXT_TO, a, b));
                        }
                    }
                }
            }
        }
    }

    private static void shape(List<Read> read, int index, int last, BitSet features) {
        var one = read.get(index);
        features.set(feature(Says.SHAPE, 0, Math.min(one.classes.size() / 4, 6)));
        features.set(feature(Says.SHAPE, 1, Math.min(read.size(), 6)));
        features.set(feature(Says.SHAPE, 2, index >= last ? 0 : index == 0 ? 1 : 2));
        features.set(feature(Says.SHAPE, 3, ending(one.ending)));
        features.set(feature(Says.SHAPE, 4, one.quoted ? 1 : 0));
        features.set(feature(
                Says.SHAPE,
                6,
                (isOption(read, index) ? 1 : 0) + (isOption(read, index - 1) || isOption(read, index + 1) ? 2 : 0)));
        features.set(feature(
                Says.SHAPE, 5, !one.classes.isEmpty() && one.classes.getFirst().isEmpty() ? 1 : 0));
    }

    /** A line that an emoji begins. */
    private static boolean isOption(List<Read> read, int index) {
        return index >= 0
                && index < read.size()
                && read.get(index).classes.size() > 1
                && read.get(index).classes.getFirst().intersects(EMOJI);
    }

    private static void elsewhere(Read one, Post post, int asked, BitSet features) {
        for (int b = post.once.nextSetBit(0); b >= 0; b = post.once.nextSetBit(b + 1)) {
            if (!one.all.get(b) || post.twice.get(b)) {
                features.set(feature(Says.ELSEWHERE, asked, b));
            }
        }
    }

    private static void beside(List<Read> read, int index, Says says, BitSet features) {
        if (index >= 0 && index < read.size()) {
            var other = read.get(index);
            features.set(feature(Says.SHAPE, says == Says.BEFORE ? 7 : 8, ending(other.ending)));
            for (int b = other.all.nextSetBit(0); b >= 0; b = other.all.nextSetBit(b + 1)) {
                features.set(feature(says, 0, b));
            }
        }
    }

    private static int ending(char ending) {
        return ending == '?' ? 0 : ending == '!' ? 1 : 2;
    }

    private static Read read(String text, Sentences.Span span, List<Word> words, boolean isFrench) {
        var classes = new ArrayList<BitSet>();
        var all = new BitSet();
        var stems = new HashSet<String>();
        var pairs = new HashSet<String>();
        var before = EDGE;
        var quoted = false;
        var linked = true;
        for (var word : words) {
            var of = new BitSet();
            if (word.quoted) {
                quoted = true;
            } else {
                if (Character.isLetter(word.text.charAt(0))) {
                    stems.add(stem(word.text));
                }
                var sign = sign(word.text);
                if (sign != null) {
                    of.set(LEXICON.kind(sign));
                }
                var next = token(word.text);
                pairs.add(before + " " + next);
                before = next;
                var found = LEXICON.of(word.text, isFrench);
                var opens = word.opens || linked;
                found.stream().forEach(kind -> of.set(opens ? LEXICON.opening(kind) : kind));
                linked = found.intersects(LEADING) || (linked && found.get(LEXICON.kind("you")));
            }
            classes.add(of);
            all.or(of);
        }
        pairs.add(before + " " + EDGE);
        var said = text.substring(span.start(), span.end());
        var ending = said.indexOf('?') >= 0 ? '?' : said.indexOf('!') >= 0 ? '!' : '.';
        return new Read(span, classes, all, stems, pairs, ending, quoted);
    }

    private static String stem(String word) {
        return word.substring(0, Math.min(STEM, word.length()));
    }

    /** A word by its first letters, a sign by its name. */
    private static String token(String word) {
        var sign = Character.isDigit(word.charAt(0)) ? null : sign(word);
        return sign == null ? stem(word.toLowerCase(Locale.ROOT)) : sign;
    }

    private static @Nullable String sign(String word) {
        var c = word.charAt(0);
        if (word.contains("__")) {
            return "blank";
        }
        if (word.equals(LETTER)) {
            return "letter";
        }
        if (Character.isDigit(c)) {
            return "num";
        }
        return switch (c) {
            case Emoji.REACTION -> "Ereact";
            case Emoji.PICTURE -> "Epict";
            case Emoji.SIGN -> "Esign";
            case Emoji.OPTION -> "Eopt";
            case Emoji.POINTER -> "Epoint";
            case '?', '!', '@', '=', '/' -> String.valueOf(c);
            default -> null;
        };
    }

    private static boolean isFrench(List<List<Word>> sentences) {
        int french = 0;
        for (var words : sentences) {
            for (var word : words) {
                french += FRENCH.contains(word.text) ? 1 : 0;
                french -= ENGLISH.contains(word.text) ? 1 : 0;
            }
        }
        return french >= 0;
    }

    /** Words in lower case, what is elided before an apostrophe apart, and the signs that count. */
    private static List<Word> words(String text, Sentences.Span span, boolean[] quoted) {
        var words = new ArrayList<Word>();
        var opens = true;
        for (int i = span.start(); i < span.end() && words.size() < MOST_WORDS; ) {
            var c = text.charAt(i);
            if (isOfWord(c)) {
                if (text.startsWith("http", i)) {
                    i = pastWord(text, i, span.end());
                    continue;
                }
                int end = i;
                while (end < span.end() && isOfWord(text.charAt(end))) {
                    end++;
                }
                if (end < span.end() - 1 && text.charAt(end) == '\'' && Character.isLetter(text.charAt(end + 1))) {
                    var before = text.substring(i, end).toLowerCase(Locale.ROOT);
                    if (!before.equals("i") && (before.length() == 1 || before.equals("qu"))) {
                        words.add(new Word(before, opens, quoted[i]));
                        opens = false;
                        i = end + 1;
                        continue;
                    }
                    var rest = end + 1;
                    while (rest < span.end() && isOfWord(text.charAt(rest))) {
                        rest++;
                    }
                    if (isContracted(text.substring(end + 1, rest).toLowerCase(Locale.ROOT))) {
                        words.add(new Word(before, opens, quoted[i]));
                        opens = false;
                        i = rest;
                        continue;
                    }
                    end = rest;
                }
                words.add(new Word(
                        isLetter(text, i, end, opens)
                                ? LETTER
                                : text.substring(i, end).toLowerCase(Locale.ROOT),
                        opens,
                        quoted[i]));
                opens = false;
                i = end;
                continue;
            }
            var named = named(text, i, span.end());
            if (named > i) {
                opens = false;
                i = named;
                continue;
            }
            if ("?!@=/".indexOf(c) >= 0 || Emoji.isMark(c)) {
                words.add(new Word(String.valueOf(c), opens, quoted[i]));
            }
            var joins = c == ' ' || c == '\'' || (c == '-' && i > 0 && Character.isLetter(text.charAt(i - 1)));
            opens = opens || !joins;
            i++;
        }
        return words;
    }

    /** "A or B", "A: the blue one"; not "I", nor "A" or "Y" that begin a sentence as words. */
    private static boolean isLetter(String text, int at, int end, boolean opens) {
        var c = text.charAt(at);
        if (end != at + 1 || c < 'A' || c > 'Z' || c == 'I') {
            return false;
        }
        var next = end < text.length() ? text.charAt(end) : ' ';
        var after = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
        return !opens || ":)=.,;!?-/".indexOf(next) >= 0 || (next == ' ' && ":=-/".indexOf(after) >= 0);
    }

    /** Where a hashtag or somebody's name on a network ends that begins here: they say nothing. */
    private static int named(String text, int at, int end) {
        var c = text.charAt(at);
        return (c == '#' || c == '@') && at + 1 < end && isOfWord(text.charAt(at + 1)) ? pastWord(text, at, end) : at;
    }

    private static int pastWord(String text, int at, int end) {
        while (at < end
                && !Character.isWhitespace(text.charAt(at))
                && text.charAt(at) != ']'
                && !Emoji.isMark(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** "you'd", "we're": what is contracted says nothing, but "let's" and "don't" are words. */
    private static boolean isContracted(String rest) {
        return switch (rest) {
            case "d", "ll", "re", "ve", "m" -> true;
            default -> false;
        };
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static boolean[] quoted(String text) {
        var quoted = new boolean[text.length() + 1];
        int open = -1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                open = -1;
            } else if (text.charAt(i) == '"') {
                if (open >= 0 && i - open > LONG_QUOTE && i - open < 0.85 * text.length()) {
                    Arrays.fill(quoted, open, i, true);
                }
                open = open < 0 ? i : -1;
            }
        }
        return quoted;
    }
}

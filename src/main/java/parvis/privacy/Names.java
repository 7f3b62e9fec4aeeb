package parvis.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parvis.privacy.Whom.Handle;
import parvis.privacy.Whom.Name;

/**
 * What somebody is called in texts, and those texts without it. Addresses, handles and whole names are known anywhere; a first
 * name alone is theirs only in conversations in which they took part and nobody else bears it; and in what they wrote
 * themselves, every address and telephone number may be theirs.
 */
public final class Names {
    /** What stands in place of an address, a handle or a number. */
    public static final String LEFT_OUT = "[…]";

    private static final int CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    /** A shorter one is a word of the language too often. */
    private static final int SHORTEST_HANDLE = 5;

    private static final int SHORTEST_WORD = 3;
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w.+-])[\\w.+-]{1,64}+(?:@|&#64;)[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63})+", CASE);
    /** Eight digits or more that begin as telephone numbers do. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\p{L}\\p{N}/#._-])(?:(?:\\+|&#43;|00)\\d{1,3}|0)(?:[ \\u00A0\\u202F.()/-]{0,2}\\d){8,13}(?![\\p{L}\\p{N}])");

    private final String someone;
    private final List<Pattern> marks = new ArrayList<>();
    private final List<Pattern> whole = new ArrayList<>();
    private final List<Pattern> words = new ArrayList<>();
    private final Set<String> likes = new LinkedHashSet<>();

    /** @param others words of the names of whoever else takes part or works here: those are not theirs alone */
    public Names(Whom whom, Set<String> others) {
        this.someone = whom.language().equals("fr") ? "quelqu’un" : "someone";
        for (var address : whom.addresses()) {
            mark(address);
        }
        for (var handle : whom.handles()) {
            mark(handle);
        }
        for (var name : whom.names()) {
            name(name, others);
        }
    }

    private void mark(Handle handle) {
        if (handle.handle().length() >= SHORTEST_HANDLE) {
            mark(handle.handle());
        }
    }

    private void mark(String written) {
        var pattern = written.chars()
                .mapToObj(c -> switch (c) {
                    case '@' -> "(?:@|&#64;)";
                    case '+' -> "(?:\\+|&#43;)";
                    case '=' -> "(?:=|&#61;)";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
        marks.add(bounded("@?" + pattern, CASE));
        likes.add("%" + escaped(written) + "%");
        if (written.indexOf('@') >= 0) {
            likes.add("%" + escaped(written.replace("@", "&#64;").replace("+", "&#43;")) + "%");
        }
    }

    private void name(Name name, Set<String> others) {
        var parts = Arrays.stream(name.name().strip().split("[\\s.]+"))
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.size() >= 2 && name.unique()) {
            whole.add(bounded(joined(parts), CASE));
            whole.add(bounded(joined(parts.reversed()), CASE));
            likes.add("%" + escaped(parts.getFirst()) + "%" + escaped(parts.getLast()) + "%");
            likes.add("%" + escaped(parts.getLast()) + "%" + escaped(parts.getFirst()) + "%");
        }
        for (var part : parts) {
            if (part.length() >= SHORTEST_WORD
                    && Character.isUpperCase(part.charAt(0))
                    && !others.contains(part.toLowerCase(Locale.ROOT))) {
                words.add(bounded(Pattern.quote(part), 0));
                words.add(bounded(Pattern.quote(part.toUpperCase(Locale.ROOT)), 0));
            }
        }
    }

    private static String joined(List<String> parts) {
        return parts.stream().map(Pattern::quote).collect(Collectors.joining("[\\s\\u00A0.,_-]{1,3}"));
    }

    private static Pattern bounded(String pattern, int flags) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + pattern + "(?![\\p{L}\\p{N}])", flags);
    }

    private static String escaped(String written) {
        return written.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** For PostgreSQL's {@code ilike any}: every text that {@link #anywhere} changes is like one of them. */
    public Set<String> likes() {
        return likes;
    }

    /** A text in which they are named. */
    public String anywhere(String text) {
        return replaced(replaced(text, marks, LEFT_OUT), whole, someone);
    }

    /** A text of a conversation in which they took part. */
    public String near(String text) {
        return replaced(anywhere(text), words, someone);
    }

    /** A text of their own. */
    public String own(String text) {
        var without = ADDRESS.matcher(near(text)).replaceAll(LEFT_OUT);
        return NUMBER.matcher(without).replaceAll(LEFT_OUT);
    }

    public @Nullable String anywhereOrNull(@Nullable String text) {
        return text == null ? null : anywhere(text);
    }

    /** Whether a text says who they are wherever it stands. */
    public boolean isIn(String text) {
        return !anywhere(text).equals(text);
    }

    private static String replaced(String text, List<Pattern> patterns, String by) {
        var left = text;
        for (var pattern : patterns) {
            left = pattern.matcher(left).replaceAll(by);
        }
        return left;
    }
}

package parvis.web;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The words of the product in one language, from {@code messages/*_fr.properties} and {@code messages/*_en.properties}.
 *
 * <p>A word with arguments is an ICU message ({@code {0, plural, one {# réponse} other {# réponses}}}): an apostrophe is just
 * an apostrophe unless it stands before a brace. A missing key is a bug and throws; a test finds it first.
 */
public final class Words {
    /** One file a module, so that each speaks for itself. */
    private static final String[] FILES = {
        "web",
        "person",
        "provider",
        "square",
        "desk",
        "mail",
        "notice",
        "settings",
        "api",
        "console",
        "demo",
        "importer",
        "rights",
        "keep",
        "export",
        "guard",
        "grammar",
        "feed",
        "newsroom"
    };

    private static final Map<String, Words> BY_LANGUAGE = Map.of("fr", read("fr"), "en", read("en"));

    private final Locale locale;
    private final Map<String, String> patterns;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private Words(Locale locale, Map<String, String> patterns) {
        this.locale = locale;
        this.patterns = patterns;
    }

    public static Words in(String language) {
        var words = BY_LANGUAGE.get(language.equals("en") ? "en" : "fr");
        return java.util.Objects.requireNonNull(words);
    }

    public static Words in(Locale locale) {
        return locale.getLanguage().equals("en") ? in("en") : in("fr");
    }

    public String language() {
        return locale.getLanguage();
    }

    public Locale locale() {
        return locale;
    }

    public String t(String key, Object... arguments) {
        var pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("No words for " + key + " in " + language());
        }
        if (arguments.length == 0) {
            return pattern;
        }
        var format = formats.computeIfAbsent(key, k -> new MessageFormat(pattern, locale));
        synchronized (format) {
            // ICU groups French thousands by U+202F, which the fonts do not hold.
            return format.format(arguments).replace('\u202f', '\u00a0');
        }
    }

    /** A sentence whose only argument is markup that a page puts in its place. */
    public record Around(String before, String after) {}

    public Around around(String key) {
        var sentence = t(key, "\u0001");
        var at = sentence.indexOf('\u0001');
        return new Around(sentence.substring(0, at), sentence.substring(at + 1));
    }

    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    public Set<String> keys() {
        return new TreeSet<>(patterns.keySet());
    }

    public String pattern(String key) {
        return t(key);
    }

    private static Words read(String language) {
        var all = new Properties();
        for (var file : FILES) {
            var name = "/messages/" + file + "_" + language + ".properties";
            try (var stream = Words.class.getResourceAsStream(name)) {
                if (stream != null) {
                    all.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var locale = language.equals("fr") ? Locale.FRANCE : Locale.UK;
        return new Words(
                locale,
                all.stringPropertyNames().stream().collect(Collectors.toUnmodifiableMap(k -> k, all::getProperty)));
    }
}

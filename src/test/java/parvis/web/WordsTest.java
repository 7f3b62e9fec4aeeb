package parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parvis.support.Sources;
import parvis.support.Sources.Source;

/** Every word that a page asks for is there, in French and in English, and no other; the French is set as French is. */
class WordsTest {
    private static final Pattern LINE = Pattern.compile("(?m)^([a-z][\\w.-]*)=(.*)$");
    private static final Pattern ASKED = Pattern.compile("(?:\\.t|words\\.has)\\(\"([a-z][\\w.-]*)\"\\s*([,)+])");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][\\w-]*(?:\\.[\\w-]+)*\\.?)\"");
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\s*(\\d+)");

    /** Modules whose keys begin with their own name. */
    private static final Set<String> WITH_OWN_WORDS = Set.of("api", "console", "desk");

    private final Words french = Words.in("fr");
    private final Words english = Words.in("en");

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(french.keys()).hasSizeGreaterThan(100).isEqualTo(english.keys());
        assertThat(french.keys())
                .allSatisfy(key -> assertThat(arguments(english, key)).as(key).isEqualTo(arguments(french, key)));
    }

    @Test
    void everyFileOfWordsIsReadAndNoKeyIsSaidTwice() {
        var seen = new HashMap<String, String>();
        var twice = files("_fr")
                .flatMap(file ->
                        file.all(LINE).map(line -> line.group(1)).filter(key -> seen.put(key, file.path()) != null))
                .toList();
        assertThat(twice).isEmpty();
        assertThat(seen.keySet()).isEqualTo(french.keys());
    }

    @Test
    void nothingIsAskedForThatIsNotThere() {
        var missing = new TreeSet<String>();
        for (var source : askers().toList()) {
            source.all(ASKED).forEach(found -> {
                var key = found.group(1);
                var there = found.group(2).equals("+")
                        ? french.keys().stream().anyMatch(known -> known.startsWith(key))
                        : french.has(key);
                if (!there) {
                    missing.add(source.at(found));
                }
            });
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void whatAModuleNamesAsItsWordsIsThere() {
        // A key that is handed on before it is looked up: "api.field.long" in the API, "desk.refused.closed" at the
        // desk.
        var missing = askers().filter(source -> WITH_OWN_WORDS.contains(source.module()))
                .flatMap(source -> source.all(LITERAL)
                        .filter(found -> found.group(1).startsWith(source.module() + "."))
                        .filter(found -> !found.group(1).matches(".*(\\.|\\.css|\\.js)"))
                        .filter(found -> !french.has(found.group(1)))
                        .map(source::at));
        assertThat(missing).isEmpty();
    }

    @Test
    void nothingIsThereThatNobodyAsksFor() {
        var literals = askers().flatMap(source -> source.all(LITERAL))
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        var prefixes = literals.stream().filter(word -> word.endsWith(".")).toList();
        assertThat(french.keys().stream()
                        .filter(key -> !literals.contains(key))
                        .filter(key -> prefixes.stream().noneMatch(key::startsWith)))
                .isEmpty();
    }

    @Test
    void frenchIsSetAsFrenchIs() {
        var rules = new TreeMap<String, Pattern>(Map.of(
                "an ordinary space before : ; ? ! »", Pattern.compile(" [:;?!»]"),
                "an ordinary space after «", Pattern.compile("« "),
                "no space before a tall sign", Pattern.compile("[\\p{L}\\d)}][;?!»](?![\\w=&/])|[\\p{L})}]:(?!//|\\w)"),
                "no space after «", Pattern.compile("«(?![\\u00A0])"),
                "a sign that the fonts do not hold", Pattern.compile("[\\u202F\\u2011]"),
                "an exclamation mark", Pattern.compile("!"),
                "a straight apostrophe", Pattern.compile("\\p{L}'\\p{L}"),
                "three dots", Pattern.compile("\\.\\.\\.")));
        var wrong = new TreeSet<String>();
        for (var key : french.keys()) {
            var said = Pattern.compile("\\{\\s*\\d+\\s*,[^{}]*|https?://\\S+")
                    .matcher(french.pattern(key))
                    .replaceAll("{");
            rules.forEach((rule, pattern) -> {
                if (pattern.matcher(said).find()) {
                    wrong.add(rule + ": " + key + "=" + said);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noTemplateSpeaksBesideTheWords() {
        // Letters between tags that no expression made: a sentence that the other language would lack.
        var spoken = Pattern.compile(">\\s*([^<>@${}\\n]*\\p{L}{2,}[^<>@${}\\n]*)\\s*<");
        // a language is named in itself, a key as it is printed on
        var names = Set.of("Parvis", "Français", "English", "Ctrl ↵");
        assertThat(Sources.in(Sources.TEMPLATES, ".jte").stream()
                        .filter(source -> !source.module().equals("drawing"))
                        .flatMap(source -> source.all(spoken)
                                .filter(found -> !names.contains(found.group(1).strip()))
                                .map(source::at)))
                .isEmpty();
    }

    private static Set<String> arguments(Words words, String key) {
        return ARGUMENT.matcher(words.pattern(key))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Stream<Source> files(String language) {
        return Sources.in(Sources.MESSAGES, language + ".properties").stream();
    }

    private static Stream<Source> askers() {
        return Stream.of(Sources.in(Sources.JAVA, ".java"), Sources.in(Sources.TEMPLATES, ".jte"))
                .flatMap(List::stream);
    }
}

package parvis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parvis.support.Sources;
import parvis.support.Sources.Source;

/** Rules of what stands in the sources as text: SQL and templates. */
class SourcesTest {
    private static final Pattern DATABASE_CLOCK = Pattern.compile(
            "(?<![.\\w]|Instant )(now|clock_timestamp|transaction_timestamp|statement_timestamp|timeofday)\\(\\)"
                    + "|\\bcurrent_(timestamp|date|time)\\b|\\blocaltime(stamp)?\\b");
    private static final Pattern WRITING = Pattern.compile(
            "\\b(?:insert\\s+into|update|delete\\s+from|merge\\s+into|truncate(?:\\s+table)?|copy)\\s+([a-z]+)\\.[a-z_]+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*|--[^\\n]*", Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile(
            "\\sstyle\\s*=|\\son[a-z]+\\s*=\\s*[\"'{$]|javascript:|<style\\b|hx-on\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCRIPT = Pattern.compile("<script\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNSAFE = Pattern.compile("\\$unsafe\\{([^}]*)}");
    /** Where Markdown or SafeHtml made what is shown as it is: the records of pages keep it under this name. */
    private static final Pattern RENDERED =
            Pattern.compile("([a-zA-Z.()]*\\.)?html(\\(\\))?(\\.in\\(shell\\.language\\(\\)\\))?");
    /** What else is shown as it is, and why it may be. */
    private static final Map<String, String> UNSAFE_FOR_A_REASON = Map.of(
            "square/question.jte page.structured()", "JSON for machines: its writer escapes what would end the script",
            "notice/letter.jte LetterPage.html(w)", "Markdown made it, for a letter");

    @Test
    void theDatabasesClockDatesNothing() {
        var allowed = Set.of(
                // when a row came into this database, beside when it happened
                "conversation/V1__conversations.sql stored_at timestamptz not null default clock_timestamp()",
                // how old an entry of the log is, for its trimming
                "change/V1__change_log.sql at timestamptz not null default clock_timestamp()");
        var found = Stream.concat(
                        Sources.in(Sources.JAVA, ".java").stream(), Sources.in(Sources.MIGRATIONS, ".sql").stream())
                .map(SourcesTest::withoutComments)
                .flatMap(source -> source.text()
                        .lines()
                        .filter(line -> DATABASE_CLOCK.matcher(line).find())
                        .map(line -> source.path() + " " + line.strip().replaceFirst(",$", "")))
                .filter(line -> !allowed.contains(line));
        assertThat(found).isEmpty();
    }

    @Test
    void onlyItsModuleWritesASchema() {
        var sources = Sources.in(Sources.JAVA, ".java");
        assertThat(sources.stream().flatMap(source -> source.all(WRITING)).count())
                .isGreaterThan(40);
        assertThat(sources.stream()
                        .map(SourcesTest::withoutComments)
                        .flatMap(source -> source.all(WRITING)
                                .filter(found -> !found.group(1).equals(source.module()))
                                // a bench writes into scratch data of its own what would take people days to write
                                .filter(found -> !source.module().equals("bench"))
                                .map(source::at)))
                .isEmpty();
    }

    @Test
    void aSchemaIsMadeByItsModule() {
        var made = Pattern.compile("\\bcreate table (?:if not exists )?([a-z]+)\\.");
        assertThat(Sources.in(Sources.MIGRATIONS, ".sql").stream()
                        .flatMap(source -> source.all(made)
                                .filter(found -> !found.group(1).equals(source.module()))
                                .map(source::at)))
                .isEmpty();
    }

    @Test
    void noPageHoldsScriptOrStyle() {
        var templates = Sources.in(Sources.TEMPLATES, ".jte");
        assertThat(templates).hasSizeGreaterThan(20);
        assertThat(templates.stream()
                        // mail programs read no sheet: a letter carries its looks itself
                        .filter(template -> !template.path().equals("notice/letter.jte"))
                        .flatMap(template -> template.places(INLINE).stream()))
                .isEmpty();
        assertThat(templates.stream()
                        .flatMap(template -> template.all(SCRIPT)
                                .filter(script -> !script.group().contains("src=")
                                        && !script.group().contains("application/ld+json"))
                                .map(template::at)))
                .isEmpty();
    }

    @Test
    void asItIsIsShownOnlyWhatWasMadeSafe() {
        var unexplained = Sources.in(Sources.TEMPLATES, ".jte").stream()
                .flatMap(template -> template.all(UNSAFE)
                        .map(found -> found.group(1))
                        .filter(shown -> !RENDERED.matcher(shown).matches())
                        .map(shown -> template.path() + " " + shown))
                .filter(found -> !UNSAFE_FOR_A_REASON.containsKey(found));
        assertThat(unexplained).isEmpty();
    }

    @Test
    void theSourcesPutNothingOff() {
        var putOff = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");
        assertThat(Stream.of(
                                Sources.in(Sources.JAVA, ".java"),
                                Sources.in(Sources.TEMPLATES, ".jte"),
                                Sources.in(Sources.MIGRATIONS, ".sql"))
                        .flatMap(List::stream)
                        .flatMap(source -> source.places(putOff).stream()))
                .isEmpty();
    }

    /** The same lines, so that places stay where they are. */
    private static Source withoutComments(Source source) {
        return new Source(
                source.path(),
                COMMENT.matcher(source.text())
                        .replaceAll((MatchResult comment) -> comment.group().replaceAll("[^\\n]", " ")));
    }
}

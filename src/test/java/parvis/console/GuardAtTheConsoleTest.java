package parvis.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.guard.Past;
import parvis.support.RealProgram;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./parvis guard}: JSON lines in, JSON lines out, without server or data. */
class GuardAtTheConsoleTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private record Ended(int code, String out, String err) {}

    @Test
    void everyLineIsAnsweredAndABadOneIsToldWithItsNumber() throws Exception {
        var ended = guard("""
                {"id": 7, "text": "👍🏽 Été : taguez un ami !", "language": "fr"}
                not json

                {"text": ""}
                {"text": "Le joint se rince.", "publishAt": "demain"}
                {"text": "Le joint se rince.", "brand": "atelier-nord"}
                {"text": "The seal is rinsed in warm water.", "language": "en"}
                """, "--brand", "tilleul");
        assertThat(ended.code()).as(ended.err()).isZero();
        var lines = ended.out().lines().map(JSON::readTree).toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).get("id").intValue()).isEqualTo(7);
        assertThat(lines.get(0).get("line").intValue()).isEqualTo(1);
        var finding = lines.get(0).get("findings").get(0);
        assertThat(finding.get("check").stringValue()).isEqualTo("bait");
        assertThat("👍🏽 Été : taguez un ami !"
                        .substring(
                                finding.get("start").intValue(),
                                finding.get("end").intValue()))
                .contains("taguez un ami");
        assertThat(lines.get(1).get("line").intValue()).isEqualTo(7);
        assertThat(lines.get(1).get("findings")).isEmpty();
        assertThat(ended.err().lines().map(line -> line.split(":")[0]))
                .containsExactly("line 2", "line 4", "line 5", "line 6");
    }

    @Test
    void spellingAndGrammarAreReadWhenTheyAreAskedFor() throws Exception {
        var draft = """
                {"text": "Les client écrivent au gourmandix. La bouilloire sifle.", "language": "fr"}
                """;
        assertThat(guard(draft, "--brand", "tilleul").out()).doesNotContain("spelling");
        var ended = guard(draft, "--brand", "tilleul", "--grammar", "--own-words", "gourmandix");
        assertThat(ended.code()).as(ended.err()).isZero();
        var findings = JSON.readTree(ended.out()).get("findings");
        assertThat(findings.findValuesAsString("class")).containsExactly("grammar", "spelling");
        assertThat(findings.findValuesAsString("weight")).containsOnly("spelling");
        assertThat(findings.get(1).get("why").stringValue()).contains("sifle");
        assertThat(guard("", "--brand", "tilleul", "--own-words", "x").code()).isEqualTo(2);
    }

    @Test
    void whatAYearWasWorthIsAPageAndATable() throws Exception {
        var page = directory.resolve("year.html");
        var table = directory.resolve("year.csv");
        var ended = guard("""
                {"id": "1", "text": "Le joint du modèle B2 se rince dix minutes à l'eau tiède.", "language": "fr", "publishAt": "2026-01-05T09:00:00Z", "need": "question 412"}
                {"id": "2", "text": "Belle journée à tous ! <script>alert(1)</script>", "language": "fr", "publishAt": "2026-02-05T09:00:00Z"}
                {"id": "3", "text": "=HYPERLINK('http://evil.example')", "language": "fr", "publishAt": "2026-02-06T09:00:00Z"}
                {"id": "4", "text": "Taguez un ami qui adore la soupe !", "language": "fr", "publishAt": "2026-02-07T09:00:00Z"}
                {"id": "5", "text": "Le joint du modèle B2 se rince dix minutes à l'eau tiède. Merci.", "language": "fr", "publishAt": "2026-03-05T09:00:00Z"}
                """, "--brand", "tilleul", "--report", page.toString(), "--csv", table.toString());
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().lines()).hasSize(5);
        var html = Files.readString(page);
        assertThat(html).startsWith("<!doctype html>").contains("20.0", "40.0", "&lt;script&gt;");
        assertThat(html).doesNotContain("<script", "onclick", "src=", "href=");
        var lines = Files.readAllLines(table);
        assertThat(lines).hasSize(6);
        assertThat(lines.get(1))
                .startsWith("\"1\",\"2026-01-05 10:00\",\"question 412\",\"1\",\"0\",\"0\",\"0\",\"0\"");
        assertThat(lines.get(3)).contains("\"'=HYPERLINK('http://evil.example')\"");
        assertThat(lines.get(4)).contains("bait:tag");
        assertThat(lines.get(5)).contains("sameness:copy");
    }

    @Test
    void aCellThatASpreadsheetWouldRunIsAText() {
        for (var formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1")) {
            assertThat(Archive.cell(formula)).as(formula).startsWith("\"'");
        }
        assertThat(Archive.cell("Le \"B2\", à 10 h")).isEqualTo("\"Le \"\"B2\"\", à 10 h\"");
    }

    @Test
    void nothingReadableIsAFailureAndAWrongOptionWrongUsage() throws Exception {
        assertThat(guard("nothing\n", "--brand", "tilleul").code()).isEqualTo(1);
        assertThat(guard("", "--brand", "tilleul").code()).isZero();
        assertThat(guard("").code()).isEqualTo(2);
        assertThat(guard("", "--brand", "../etc").code()).isEqualTo(2);
        assertThat(guard("", "--brand", "tilleul", "--language", "de").code()).isEqualTo(2);
    }

    @Test
    void aYearIsReadEachPostAgainstThoseBefore() throws Exception {
        var past = directory.resolve("past").toString();
        var lines = """
                {"id": "january", "text": "La plupart des fuites du blender viennent du joint : passez-le à l'eau tiède tous les dix jours."}
                {"id": "june", "text": "La plupart des fuites du blender viennent du joint : passez-le à l'eau tiède chaque dimanche."}
                """;
        var year = guard(lines, "--brand", "tilleul", "--past", past, "--remember");
        assertThat(year.code()).as(year.err()).isZero();
        assertThat(year.err()).isEmpty();
        var answers = year.out().lines().map(JSON::readTree).toList();
        assertThat(answers.get(0).get("findings")).isEmpty();
        assertThat(answers.get(1).get("findings").get(0).get("check").stringValue())
                .isEqualTo("sameness");
        assertThat(answers.get(1).get("findings").get(0).get("why").stringValue())
                .contains("january");
        var later = guard(
                lines.lines().findFirst().orElseThrow().replace("january", "next"),
                "--brand",
                "tilleul",
                "--past",
                past);
        assertThat(later.out()).contains("sameness", "january");
        try (var held = Past.open(directory.resolve("past"))) {
            assertThat(held.size()).isEqualTo(2);
            assertThat(guard(lines, "--brand", "tilleul", "--past", past).code())
                    .isEqualTo(5);
        }
        assertThat(guard(lines, "--brand", "tilleul", "--remember").code()).isEqualTo(2);
    }

    @Test
    void itsHelpNamesEveryOption() throws Exception {
        var help = Files.readString(Path.of("src/main/resources/help/guard.txt"));
        assertThat(new CommandLine(new GuardCommand(new Environment(java.util.Map.of())))
                        .getCommandSpec()
                        .options())
                .hasSizeGreaterThan(3)
                .allSatisfy(option -> assertThat(help).contains(option.longestName() + " "));
    }

    private Ended guard(String lines, String... options) throws Exception {
        var in = Files.writeString(directory.resolve("in"), lines);
        var out = directory.resolve("out");
        var err = directory.resolve("err");
        var command = new ArrayList<>(RealProgram.command("-Dfile.encoding=UTF-8"));
        command.add("guard");
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}

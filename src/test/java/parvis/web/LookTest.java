package parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages look like rests on files that nothing else would miss: drawings, icons, fonts. */
class LookTest {
    private static final Path ASSETS = Path.of("src/main/resources/assets");
    private static final Path TEMPLATES = Path.of("src/main/jte");

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    @Test
    void aDrawingWithANameIsAnImageOfThatName() {
        assertThat(render("drawing/robot-r2.jte", Map.of("label", "Robot R2")))
                .startsWith("<svg")
                .contains("role=\"img\"", "aria-label=\"Robot R2\"", "class=\"d-house\"")
                .doesNotContain("aria-hidden");
    }

    @Test
    void aDrawingWithoutANameIsPassedOverInSilence() {
        assertThat(render("drawing/robot-r2.jte", Map.of()))
                .contains("aria-hidden=\"true\"", "class=\"d-house\"")
                .doesNotContain("aria-label", "role=");
    }

    @Test
    void theExplodedViewBearsTheWordsOfThePageAndMarksTheOneSpokenOf() {
        var captions = List.of("cover", "shaft", "pinion", "gasket", "tool <holder>");
        var view = render(
                "drawing/robot-r2-vue-eclatee.jte", Map.of("label", "The head", "captions", captions, "marked", 3));
        assertThat(view)
                .contains("1 cover", "d-word strong\" x=\"157\" y=\"115\">3 pinion", "5 tool &lt;holder&gt;")
                .containsOnlyOnce("strong");
    }

    @Test
    void everyDrawingOfTheFolderIsDrawn() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES.resolve("drawing"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("robot-r2-vue-eclatee.jte")))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(name ->
                            assertThat(render("drawing/" + name, Map.of())).contains("<svg", "</svg>"));
        }
    }

    @Test
    void everyIconThatAPageNamesIsInTheSprite() throws IOException {
        var sprite = all(ASSETS.resolve("icons.svg"), "<symbol id=\"([a-z0-9-]+)\"");
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            var named = files.filter(file -> file.toString().endsWith(".jte"))
                    .flatMap(file -> all(file, "@template\\.web\\.icon\\([^)]*name = \"([a-z0-9-]+)\"").stream())
                    .distinct()
                    .toList();
            assertThat(named).isNotEmpty();
            assertThat(sprite).containsAll(named);
        }
    }

    @Test
    void everyFontOfTheStylesheetIsShippedWithItsLicence() {
        var fonts = all(ASSETS.resolve("parvis.css"), "url\\(\"(fonts/[^\"]+)\"\\)");
        assertThat(fonts)
                .hasSizeGreaterThan(8)
                .allSatisfy(font -> assertThat(ASSETS.resolve(font)).isNotEmptyFile());
        assertThat(fonts)
                .extracting(font -> font.replaceFirst("-latin.*", ".LICENSE.txt"))
                .allSatisfy(
                        licence -> assertThat(ASSETS.resolve(licence)).content().contains("SIL OPEN FONT LICENSE"));
    }

    private String render(String template, Map<String, Object> parameters) {
        var output = new StringOutput();
        templates.render(template, parameters, output);
        return output.toString().strip();
    }

    private static List<String> all(Path file, String pattern) {
        try {
            return Pattern.compile(pattern)
                    .matcher(Files.readString(file))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

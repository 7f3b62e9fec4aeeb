package parvis.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parvis.web.Words;

class SamenessTest {
    private static final String SOUP =
            "La plupart des fuites du blender viennent du joint. Passez-le à l'eau tiède tous les dix jours, "
                    + "sans détergent, puis remettez-le à l'envers du couvercle.";
    private static final String BREAD =
            "Notre four à pain rouvre jeudi rue des Tanneurs, avec trois farines du moulin voisin et des fournées à midi.";

    @TempDir
    Path directory;

    @Test
    void aNearCopyIsFoundWithItsPassage() throws IOException {
        try (var past = Past.open(directory)) {
            past.add("2025-11-03", SOUP);
            past.add("2025-11-04", BREAD);
            past.keep();
            var draft = "Bonjour à tous. " + SOUP.replace("tous les dix jours", "chaque semaine");
            var found = read(draft, past);
            assertThat(found).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo("copy");
                assertThat(finding.why().arguments()).contains("2025-11-03");
                assertThat(draft.substring(finding.start(), finding.end()))
                        .startsWith("La plupart")
                        .endsWith("couvercle.");
            });
            assertThat(read("Le marché du jeudi se tient désormais place de la mairie, sous les platanes.", past))
                    .isEmpty();
        }
    }

    @Test
    void whatThoseSaidWhomTheBrandWatchesIsToldOnceWithTheNearestBesideIt() throws IOException {
        try (var past = Past.open(directory.resolve("own"));
                var neighbours = Past.open(directory.resolve("neighbours"));
                var rival = Past.open(directory.resolve("rival"))) {
            past.add("ours", BREAD);
            neighbours.add("https://voisins.example/soupe", "Bonne nouvelle du quai. " + SOUP);
            rival.add("https://rival.example/1", SOUP.replace("tous les dix jours", "chaque semaine, sans faute,"));
            rival.add("https://rival.example/2", BREAD);
            for (var one : List.of(past, neighbours, rival)) {
                one.keep();
            }
            var watched =
                    List.of(new Context.Watched("Rival & Fils", rival), new Context.Watched("Les voisins", neighbours));
            var draft = "Bonjour à tous. " + SOUP;
            var found = Guard.read(
                            Draft.of(draft, "fr"), Context.NONE.withPast(past).withWatched(watched))
                    .stream()
                    .filter(finding -> finding.check() == Check.SAMENESS)
                    .toList();
            assertThat(found).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo("watched");
                assertThat(draft.substring(finding.start(), finding.end())).startsWith("La plupart");
                var said = Words.in("fr")
                        .t(finding.why().key(), finding.why().arguments().toArray());
                assertThat(said)
                        .contains(
                                "2 publications de ceux que vous suivez",
                                "Les voisins (https://voisins.example/soupe)",
                                "«\u00a0La plupart des fuites")
                        .doesNotContain("Bonne nouvelle", "Rival");
                assertThat(Words.in("en")
                                .t(
                                        finding.why().key(),
                                        finding.why().arguments().toArray()))
                        .contains("2 publications of those whom you watch");
            });
            assertThat(Guard.read(
                            Draft.of(
                                    "Le marché du jeudi se tient désormais place de la mairie, sous les platanes.",
                                    "fr"),
                            Context.NONE.withWatched(watched)))
                    .extracting(Finding::check)
                    .doesNotContain(Check.SAMENESS);
        }
    }

    @Test
    void theSameToldOtherwiseIsFound() throws IOException {
        try (var past = Past.open(directory)) {
            past.add("a", SOUP);
            past.add("b", BREAD);
            for (int i = 0; i < 50; i++) {
                past.add(
                        "other " + i,
                        "Le numéro " + i + " de notre lettre parle de jardins, de graines et de saisons.");
            }
            past.keep();
            var told =
                    "Votre blender fuit ? Sans détergent, le joint se passe à l'eau tiède ; le couvercle, à l'envers, évite la plupart"
                            + " des fuites, tous les dix jours.";
            assertThat(read(told, past)).extracting(Finding::kind).containsExactly("otherwise");
        }
    }

    @Test
    void theSameIdReplacesAndWhatWasKeptSurvivesAKill() throws IOException {
        var after = directory.resolve("after");
        try (var past = Past.open(directory.resolve("past"))) {
            past.add("a", BREAD);
            past.add("a", SOUP);
            past.keep();
            assertThat(past.size()).isEqualTo(1);
            past.add("b", BREAD); // never kept
            copy(directory.resolve("past"), after); // what a kill would leave
        }
        try (var past = Past.open(after)) {
            assertThat(past.size()).isEqualTo(1);
            assertThat(past.like(SOUP, 3)).extracting(Published.Alike::id).containsExactly("a");
            past.add("c", BREAD);
            past.keep();
            assertThat(past.like(BREAD, 3)).extracting(Published.Alike::id).containsExactly("c");
        }
    }

    /** Takes texts in for ever, and says after each keep how many it kept. */
    public static final class Filling {
        static String text(int i) {
            return "joint%1$d four%1$d rue%1$d cuve%1$d vis%1$d bol%1$d".formatted(i);
        }

        public static void main(String[] arguments) throws IOException {
            try (var past = Past.open(Path.of(arguments[0]))) {
                for (int i = 0; ; i++) {
                    past.add("post " + i, text(i));
                    if (i % 7 == 0) {
                        past.keep();
                        System.out.println(i);
                        System.out.flush();
                    }
                }
            }
        }
    }

    @Test
    void whatAProgramKeptIsThereAfterItWasKilledInTheMiddle() throws IOException, InterruptedException {
        for (int kill = 0, kept = -1; kill < 3; kill++) {
            var program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Filling.class.getName(),
                            directory.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var told = program.inputReader()) {
                for (int lines = 0; lines < 12 + kill * 9; lines++) {
                    kept = Math.max(kept, Integer.parseInt(java.util.Objects.requireNonNull(told.readLine())));
                }
            } finally {
                program.destroyForcibly().waitFor(); // kill -9
            }
            try (var past = Past.open(directory)) {
                assertThat(past.size()).isGreaterThan(kept);
                for (int i = 0; i <= kept; i++) {
                    assertThat(past.like(Filling.text(i), 1))
                            .extracting(Published.Alike::id)
                            .containsExactly("post " + i);
                }
            }
        }
    }

    @Test
    void shortTextsAndStrangeOnesAreNoMatter() throws IOException {
        try (var past = Past.open(directory)) {
            assertThat(past.like(SOUP, 3)).isEmpty();
            past.add("empty", "");
            past.add("emoji", "👍👍👍");
            past.keep();
            assertThat(past.like("Merci !", 3)).isEmpty();
            assertThat(past.like("\uD800 \u0000 ¿?", 3)).isEmpty();
        }
    }

    @Test
    void stockPhrasesOfTheTradeAreTold() {
        assertThat(Guard.read(Draft.of("Nous sommes ravis de vous annoncer l'ouverture.", "fr"), Context.NONE))
                .extracting(Finding::kind)
                .containsExactly("stock");
        assertThat(Guard.read(Draft.of("We're thrilled to announce our opening.", "en"), Context.NONE))
                .extracting(Finding::kind)
                .containsExactly("stock");
    }

    private static List<Finding> read(String draft, Past past) {
        var context = Context.NONE.withPast(past);
        return Guard.read(Draft.of(draft, "fr"), context).stream()
                .filter(finding -> finding.check() == Check.SAMENESS)
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                if (!file.getFileName().toString().equals("write.lock")) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }
}

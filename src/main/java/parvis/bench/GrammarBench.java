package parvis.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import parvis.grammar.Grammar;

/** How long it takes to load spelling and grammar, how much memory stays with them, and how long a text of 100 words takes. */
final class GrammarBench {
    private static final int TEXTS = 200;
    private static final int WARM_UP = 60;
    private static final int WORDS = 100;
    private static final long MEGABYTE = 1024L * 1024;

    private static final Map<String, List<String>> SENTENCES = Map.of(
            "fr",
            List.of(
                    "La plupart des fuites viennent du joint, que l'on passe à l'eau tiède tous les dix jours.",
                    "Nos ateliers répondent jusqu'à dix-huit heures, et le samedi jusqu'à midi.",
                    "Les pièces qui s'use le plus vite sont vendues seules, avec leur notice.",
                    "Vous nous avez demandé pourquoi le bol tourne dans le vide : la réponse tient en une vis.",
                    "Si la lampe clignote, débranchez l'appareil et attendez qu'il refroidisse complètement.",
                    "Nous avons relu vos messages de l'été et changé trois choses dans la notice."),
            "en",
            List.of(
                    "Most leaks come from the seal, which you rinse in warm water every ten days.",
                    "Our workshop answers until six in the evening, and until noon on Saturdays.",
                    "The parts that wears fastest are sold separately, together with their leaflet.",
                    "You asked us why the bowl turns without effect: the answer is a single screw.",
                    "If the lamp blinks, unplug the mixer and wait until it has cooled completely.",
                    "We read your messages of the summer again and changed three things in the manual."));

    /** @param figures whole numbers by name: milliseconds to load, megabytes that stay */
    record Result(Map<String, List<Double>> micros, Map<String, Long> figures) {}

    private GrammarBench() {}

    static Result run(Consumer<String> telling) {
        var micros = new LinkedHashMap<String, List<Double>>();
        var figures = new LinkedHashMap<String, Long>();
        var grammar = new Grammar();
        try {
            for (var language : List.of("fr", "en")) {
                var before = used();
                var began = System.nanoTime();
                grammar.read(sentences(language).getFirst(), language, Set.of());
                figures.put(language + "LoadMillis", (System.nanoTime() - began) / 1_000_000);
                micros.put("grammar-" + language + "Micros", reading(grammar, language));
                figures.put(language + "Megabytes", (used() - before) / MEGABYTE);
                telling.accept("grammar: " + language + " read");
            }
        } finally {
            grammar.destroy();
        }
        return new Result(micros, figures);
    }

    private static List<Double> reading(Grammar grammar, String language) {
        var random = new Random(5);
        var taken = new ArrayList<Double>();
        for (int i = 0; i < WARM_UP + TEXTS; i++) {
            var text = new StringBuilder("No. " + i + ". "); // one that is kept would be read from memory
            while (text.toString().split(" ").length < WORDS) {
                var sentences = sentences(language);
                text.append(sentences.get(random.nextInt(sentences.size()))).append(' ');
            }
            var began = System.nanoTime();
            grammar.read(text.toString().strip(), language, Set.of());
            if (i >= WARM_UP) {
                taken.add((System.nanoTime() - began) / 1000.0);
            }
        }
        return taken;
    }

    private static List<String> sentences(String language) {
        return SENTENCES.getOrDefault(language, List.of());
    }

    /** What is held once what is not was collected. */
    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

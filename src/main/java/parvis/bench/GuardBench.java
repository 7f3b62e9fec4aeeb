package parvis.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import parvis.guard.Context;
import parvis.guard.Draft;
import parvis.guard.Guard;
import parvis.guard.Past;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long the guard takes to read a post, and to find what a draft is like among very many: on posts put together from
 * sentences, and from invented words as rare as those of a language.
 */
public final class GuardBench {
    private static final int READ = 2_000;
    private static final int ASKED = 500;
    private static final int WARM_UP = 3;
    private static final int VOCABULARY = 30_000;
    private static final int FEWEST_WORDS = 12;
    private static final int MORE_WORDS = 28;
    private static final int TOLD_EVERY = 100_000;
    /** What somebody who writes does not notice. */
    private static final double READ_LIMIT_MICROS = 100_000;

    private static final double LIKE_LIMIT_MICROS = 10_000;
    /** What a thread worked does not depend on who else uses the machine. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final List<String> SENTENCES = List.of(
            "La plupart des fuites viennent du joint.",
            "Passez-le à l'eau tiède tous les dix jours, sans détergent.",
            "Taguez un ami qui rate toujours sa soupe !",
            "Notre atelier répond jusqu'à 18 h.",
            "En cette Journée mondiale du bonjour, toute l'équipe vous souhaite un week-end gourmand.",
            "❤️ pour la rouge, 👍 pour la bleue",
            "Nous préparons un guide et lirons chaque réponse.",
            "Et vous, qu'en pensez-vous ?",
            "The seal is sold separately, reference J-204.",
            "Tell us which day suits you and we'll book the fitter.",
            "Comment YES if you want the recipe 👇",
            "Write to jean.dupont@mel.example or 06 12 34 56 78.",
            "See https://shop.example/soup?utm_source=net&id=3 for the leaflet.",
            "Livraison offerte dès 40 € jusqu'au 30 novembre.");

    /**
     * @param micros of each asking, by what was asked
     * @param found how many of the near copies and of the shuffled ones were found, of those asked
     * @param grammar milliseconds to load each language and megabytes that stay with it
     */
    public record Result(
            int rounds,
            int posts,
            Map<String, List<Double>> micros,
            Map<String, Integer> found,
            Map<String, Long> grammar) {

        public String json() {
            var told = new LinkedHashMap<String, Object>();
            told.put("name", "guard");
            told.put("machine", Machine.words());
            told.put("rounds", rounds);
            told.put("medians", figures(50));
            told.put("p99", figures(99));
            told.put(
                    "ratioToLimit",
                    Map.of(
                            "readMicros", percentile("readMicros", 99) / READ_LIMIT_MICROS,
                            "copyMicros", percentile("copyMicros", 50) / LIKE_LIMIT_MICROS,
                            "otherwiseMicros", percentile("otherwiseMicros", 50) / LIKE_LIMIT_MICROS,
                            "newMicros", percentile("newMicros", 50) / LIKE_LIMIT_MICROS));
            told.put("posts", posts);
            told.put("asked", ASKED);
            told.put("found", found);
            told.put("grammar", grammar);
            return new JsonMapper().writeValueAsString(told);
        }

        public String words() {
            return "a post is read in %.0f µs (99 %%: %.0f); among %d posts a copy is found in %.0f µs, the same told otherwise in %.0f µs, nothing in %.0f µs (medians); found %s of %d; grammar of 100 words: French %.0f µs (99 %%: %.0f), English %.0f µs (99 %%: %.0f), %s"
                    .formatted(
                            percentile("readMicros", 50),
                            percentile("readMicros", 99),
                            posts,
                            percentile("copyMicros", 50),
                            percentile("otherwiseMicros", 50),
                            percentile("newMicros", 50),
                            found,
                            ASKED,
                            percentile("grammar-frMicros", 50),
                            percentile("grammar-frMicros", 99),
                            percentile("grammar-enMicros", 50),
                            percentile("grammar-enMicros", 99),
                            grammar);
        }

        private Map<String, Double> figures(int percent) {
            var figures = new LinkedHashMap<String, Double>();
            micros.keySet().forEach(name -> figures.put(name, percentile(name, percent)));
            return figures;
        }

        private double percentile(String name, int percent) {
            return Ranks.nearest(micros.getOrDefault(name, List.of()), percent);
        }
    }

    private GuardBench() {}

    /** @param scratch an empty directory for the index */
    public static Result run(int rounds, int posts, Path scratch, Consumer<String> telling) throws IOException {
        var micros = new LinkedHashMap<String, List<Double>>();
        micros.put("readMicros", reading(rounds));
        var found = new LinkedHashMap<String, Integer>();
        var random = new Random(3);
        var sample = new ArrayList<String>();
        try (var past = Past.open(scratch)) {
            for (int i = 0; i < posts; i++) {
                var post = post(random);
                past.add("post " + i, post);
                if (i % Math.max(1, posts / ASKED) == 0) {
                    sample.add(post);
                }
                if (i % TOLD_EVERY == TOLD_EVERY - 1) {
                    telling.accept((i + 1) + " posts taken in");
                }
            }
            past.keep();
        } // merges what is to be merged
        try (var past = Past.open(scratch)) {
            for (var post : sample) {
                past.like(changed(post, "otherwise", random), 3);
            }
            for (var kind : List.of("copy", "otherwise", "new")) {
                var taken = new ArrayList<Double>();
                var worked = new ArrayList<Double>();
                int alike = 0;
                for (var post : sample) {
                    var asked = changed(post, kind, random);
                    var began = System.nanoTime();
                    var beganToWork = THREADS.getCurrentThreadCpuTime();
                    var like = past.like(asked, 3);
                    worked.add((THREADS.getCurrentThreadCpuTime() - beganToWork) / 1000.0);
                    taken.add((System.nanoTime() - began) / 1000.0);
                    alike += like.isEmpty() ? 0 : 1;
                }
                micros.put(kind + "Micros", taken);
                micros.put(kind + "CpuMicros", worked);
                found.put(kind, alike);
            }
        }
        var grammar = GrammarBench.run(telling);
        micros.putAll(grammar.micros());
        return new Result(rounds, posts, micros, found, grammar.figures());
    }

    private static List<Double> reading(int rounds) {
        var random = new Random(1);
        var posts = new ArrayList<String>();
        for (int i = 0; i < READ; i++) {
            var post = new StringBuilder();
            for (int s = 0; s < 2 + random.nextInt(4); s++) {
                post.append(SENTENCES.get(random.nextInt(SENTENCES.size()))).append(' ');
            }
            posts.add(post.toString().strip());
        }
        var taken = new ArrayList<Double>();
        for (int round = 0; round < WARM_UP + rounds; round++) {
            for (var post : posts) {
                var began = System.nanoTime();
                Guard.read(Draft.of(post), Context.NONE);
                if (round >= WARM_UP) {
                    taken.add((System.nanoTime() - began) / 1000.0);
                }
            }
        }
        return taken;
    }

    private static String changed(String post, String kind, Random random) {
        var words = new ArrayList<>(List.of(post.split(" ")));
        switch (kind) {
            case "copy" -> {
                words.set(words.size() / 2, "autre");
                words.add("merci");
            }
            case "otherwise" -> Collections.shuffle(words, random);
            default -> {
                return post(random);
            }
        }
        return String.join(" ", words);
    }

    private static String post(Random random) {
        var post = new StringBuilder();
        var words = FEWEST_WORDS + random.nextInt(MORE_WORDS);
        for (int i = 0; i < words; i++) {
            var rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY));
            post.append(word(rank)).append(' ');
        }
        return post.toString().strip();
    }

    private static String word(int rank) {
        var syllables = "bacodifulemonapirosutavezikugeho";
        var word = new StringBuilder();
        for (int rest = rank * 7 + 3; rest > 0; rest >>= 4) {
            word.append(syllables, (rest & 15) * 2, (rest & 15) * 2 + 2);
        }
        return word.toString();
    }
}

package parvis.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many posts a second come from a Stack Exchange dump into a house of its own: questions, answers and comments, each with
 * some hundred words of HTML, of which as many differ as people write differently.
 */
public final class ImportBench {
    /** Wanted. */
    private static final double PER_SECOND = 5_000;

    private static final int AUTHORS = 2_000;
    private static final String[] WORDS = """
            le bol tourne dans vide depuis hier et je ne comprends pas pourquoi lame est bien serrée joint neuf moteur fait un bruit
            sourd quand on appuie bouton merci pour votre aide avez vous essayé de rincer à eau tiède puis attendre une heure avant
            remettre couvercle sans forcer voilà ce que dit la notice page douze mais rien change toujours même chose après deux mois""".split("\\s+");

    /** Brings a dump into a house in which nothing has been said yet. */
    @FunctionalInterface
    public interface Bringing {
        void bring(Path dump, int round);
    }

    public record Result(int rounds, int posts, List<Double> perSecond) {
        public String json() {
            var told = new LinkedHashMap<String, Object>();
            told.put("name", "import");
            told.put("machine", Machine.words());
            told.put("rounds", rounds);
            told.put("medians", Map.of("postsPerSecond", Ranks.nearest(perSecond, 50)));
            // of the rounds, the slowest
            told.put("p99", Map.of("postsPerSecond", Ranks.nearest(perSecond, 1)));
            told.put("ratioToLimit", Map.of("postsPerSecond", Ranks.nearest(perSecond, 50) / PER_SECOND));
            told.put("posts", posts);
            return new JsonMapper().writeValueAsString(told);
        }

        public String words() {
            return "%.0f posts a second (median of %d rounds of %d posts; the slowest %.0f)"
                    .formatted(Ranks.nearest(perSecond, 50), rounds, posts, Ranks.nearest(perSecond, 1));
        }
    }

    private ImportBench() {}

    public static Result run(int rounds, int posts, Path scratch, Bringing bringing, Consumer<String> told)
            throws IOException {
        var dump = dump(scratch.resolve("dump"), posts);
        var perSecond = new ArrayList<Double>();
        for (var round = 1; round <= rounds; round++) {
            var begun = System.nanoTime();
            bringing.bring(dump, round);
            perSecond.add(posts / ((System.nanoTime() - begun) / 1e9));
            told.accept("round %d: %.0f posts a second".formatted(round, perSecond.getLast()));
        }
        return new Result(rounds, posts, perSecond);
    }

    /** Of three posts one asks, one answers and one comments. */
    private static Path dump(Path directory, int posts) throws IOException {
        Files.createDirectories(directory);
        var random = new Random(1);
        try (var users = xml(directory, "Users.xml")) {
            for (var user = 1; user <= AUTHORS; user++) {
                users.printf(
                        "<row Id='%d' DisplayName='Personne %d' CreationDate='2012-01-01T00:00:00.000'/>%n",
                        user, user);
            }
            users.println("</users>");
        }
        var third = posts / 3;
        try (var all = xml(directory, "Posts.xml")) {
            for (var id = 1; id <= third; id++) {
                all.printf(
                        "<row Id='%d' PostTypeId='1' CreationDate='2013-01-01T%02d:%02d:%02d.000' Title='%s' Tags='&lt;bol&gt;&lt;lame&gt;' OwnerUserId='%d' AcceptedAnswerId='%d' Body='%s'/>%n",
                        id,
                        id / 3600 % 24,
                        id / 60 % 60,
                        id % 60,
                        words(random, 8),
                        1 + id % AUTHORS,
                        third + id,
                        body(random));
            }
            for (var id = 1; id <= third; id++) {
                all.printf(
                        "<row Id='%d' PostTypeId='2' ParentId='%d' CreationDate='2013-01-02T00:00:00.000' OwnerUserId='%d' Body='%s'/>%n",
                        third + id, id, 1 + id * 7 % AUTHORS, body(random));
            }
            all.println("</posts>");
        }
        try (var comments = xml(directory, "Comments.xml")) {
            for (var id = 1; id <= posts - 2 * third; id++) {
                comments.printf(
                        "<row Id='%d' PostId='%d' CreationDate='2013-01-03T00:00:00.000' UserId='%d' Text='%s'/>%n",
                        id, 1 + id % (2 * third), 1 + id * 11 % AUTHORS, words(random, 25));
            }
            comments.println("</comments>");
        }
        return directory;
    }

    private static String body(Random random) {
        return "&lt;p&gt;%s, &lt;em&gt;%s&lt;/em&gt; %s.&lt;/p&gt;&lt;p&gt;%s &lt;a href=\"https://notice.example/%d\"&gt;%s&lt;/a&gt;.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;%s&lt;/li&gt;&lt;li&gt;%s&lt;/li&gt;&lt;/ul&gt;"
                .formatted(
                        words(random, 30),
                        words(random, 3),
                        words(random, 20),
                        words(random, 25),
                        random.nextInt(1_000),
                        words(random, 2),
                        words(random, 8),
                        words(random, 8));
    }

    private static String words(Random random, int many) {
        var words = new StringBuilder();
        for (var i = 0; i < many; i++) {
            words.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return words.toString();
    }

    private static PrintStream xml(Path directory, String file) throws IOException {
        var stream = new PrintStream(
                new java.io.BufferedOutputStream(Files.newOutputStream(directory.resolve(file))),
                false,
                StandardCharsets.UTF_8);
        stream.println("<?xml version='1.0' encoding='utf-8'?>");
        stream.println("<" + file.substring(0, file.indexOf('.')).toLowerCase(java.util.Locale.ROOT) + ">");
        return stream;
    }
}

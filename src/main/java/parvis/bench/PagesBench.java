package parvis.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many times a second a public question with twenty messages is read: by nginx from a file of the same size, by readers, by
 * somebody who is signed in, one after the other in each round, so that whatever else the machine does is fair to all.
 */
public final class PagesBench {
    private static final int CONNECTIONS = 16;

    /**
     * @param program everything before the command: the Java, its options, the jar
     * @param scratch an empty directory
     * @param each how long each is asked in a round
     */
    public record Settings(List<String> program, Path scratch, int rounds, Duration each) {}

    record Round(Wrk.Load nginx, Wrk.Load reader, Wrk.Load member) {}

    /** @param bytes of the page as it is read without packing */
    public record Result(List<Round> rounds, int bytes, int packedBytes) {
        /** Of what nginx gives. */
        private static final double SHARE = 1 / 3.0;

        private static final double SIGNED_IN = 2_000;
        private static final double MILLIS = 10;

        public String json() {
            var told = new LinkedHashMap<String, Object>();
            told.put("name", "pages");
            told.put("machine", Machine.words());
            told.put("rounds", rounds.size());
            told.put(
                    "medians",
                    Map.of(
                            "nginxPerSecond", rate(Round::nginx),
                            "anonymousPerSecond", rate(Round::reader),
                            "signedInPerSecond", rate(Round::member),
                            "shareOfNginx", share()));
            told.put(
                    "p99",
                    Map.of(
                            "nginxMillis", millis(Round::nginx),
                            "anonymousMillis", millis(Round::reader),
                            "signedInMillis", millis(Round::member)));
            told.put(
                    "ratioToLimit",
                    Map.of(
                            "anonymous", share() / SHARE,
                            "signedIn", rate(Round::member) / SIGNED_IN,
                            "anonymousMillis", millis(Round::reader) / MILLIS));
            told.put("bytes", bytes);
            told.put("packedBytes", packedBytes);
            return new JsonMapper().writeValueAsString(told);
        }

        public String words() {
            return "a page of %d bytes: nginx %.0f a second, Parvis %.0f (%.2f of it, p99 %.1f ms), signed in %.0f (p99 %.1f ms)"
                    .formatted(
                            bytes,
                            rate(Round::nginx),
                            rate(Round::reader),
                            share(),
                            millis(Round::reader),
                            rate(Round::member),
                            millis(Round::member));
        }

        /** Of each round by itself: the machine is never the same twice. */
        private double share() {
            return median(round -> round.reader().perSecond() / round.nginx().perSecond());
        }

        private double rate(java.util.function.Function<Round, Wrk.Load> of) {
            return median(round -> of.apply(round).perSecond());
        }

        private double millis(java.util.function.Function<Round, Wrk.Load> of) {
            return median(round -> of.apply(round).millis());
        }

        private double median(ToDoubleFunction<Round> of) {
            return Ranks.nearest(rounds.stream().map(of::applyAsDouble).toList(), 50);
        }
    }

    private PagesBench() {}

    /** @param progress told in English, a line each */
    public static Result run(Settings settings, Consumer<String> progress)
            throws IOException, InterruptedException, SQLException {
        var data = settings.scratch().resolve("data");
        try (var victim = new Victim(settings.program(), data, Ports.free(), Ports.free())) {
            victim.start();
            victim.awaitReady();
            var square = new Square(victim, data);
            var path = square.questionOfTwenty("pages");
            var page = victim.at(path);
            var member = Square.by(square.signIn("helene"));
            var content = square.get(path).body();
            var packed = square.get(path, "Accept-Encoding", "gzip").body();
            try (var nginx = Nginx.open(settings.scratch().resolve("nginx"), content)) {
                progress.accept("pages, warm: anonymous %.0f, signed in %.0f"
                        .formatted(
                                WarmUp.of(() -> Wrk.ask(page, CONNECTIONS, settings.each(), List.of())
                                        .perSecond()),
                                WarmUp.of(() -> Wrk.ask(page, CONNECTIONS, settings.each(), member)
                                        .perSecond())));
                var rounds = new ArrayList<Round>();
                for (var n = 1; n <= settings.rounds(); n++) {
                    var round = new Round(
                            Wrk.ask(nginx.page(), CONNECTIONS, settings.each(), List.of()),
                            Wrk.ask(page, CONNECTIONS, settings.each(), List.of()),
                            Wrk.ask(page, CONNECTIONS, settings.each(), member));
                    rounds.add(round);
                    progress.accept(
                            "pages, round %d: nginx %.0f, anonymous %.0f (p99 %.1f ms), signed in %.0f (p99 %.1f ms)"
                                    .formatted(
                                            n,
                                            round.nginx().perSecond(),
                                            round.reader().perSecond(),
                                            round.reader().millis(),
                                            round.member().perSecond(),
                                            round.member().millis()));
                }
                return new Result(rounds, content.length, packed.length);
            }
        }
    }
}

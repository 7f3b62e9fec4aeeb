package parvis.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Real bounces of many servers, and mails that only look like them. */
class BouncesCorpusTest {

    private static final Path BOUNCES = Corpus.MAIL.resolve("bounces");

    @Test
    void nobodyIsTakenForABounce() {
        var files = Corpus.files(BOUNCES.resolve("not"));
        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(Corpus.read(file).kind()).as(file.toString()).isNotInstanceOf(Kind.Bounce.class));
        assertThat(Corpus.read(BOUNCES.resolve("not/is-not-bounce-01.eml")).kind())
                .isEqualTo(new Kind.Person());
        for (var folder :
                new String[] {"replies/talon/fixtures/standard_replies", "rubymail/plain_emails", "rubymail/rfc2822"}) {
            for (var file : Corpus.files(Corpus.MAIL.resolve(folder))) {
                assertThat(Corpus.read(file).kind()).as(file.toString()).isNotInstanceOf(Kind.Bounce.class);
            }
        }
    }

    @Test
    void bouncesOfEveryServerAreFoundAndSayWhoWasNotReached() {
        var kinds = new TreeMap<String, Integer>();
        var missed = new ArrayList<String>();
        var nameless = new ArrayList<String>();
        var withoutId = new ArrayList<String>();
        int bounces = 0;
        int permanent = 0;
        int withStatus = 0;
        var files = Corpus.files(BOUNCES.resolve("bsd"));
        for (var file : files) {
            var name = file.getFileName().toString();
            var kind = Corpus.read(file).kind();
            kinds.merge(
                    kind.getClass().getSimpleName() + (kind instanceof Kind.Automatic(var why) ? " " + why : ""),
                    1,
                    Integer::sum);
            switch (kind) {
                case Kind.Bounce(var failures, var original) -> {
                    bounces++;
                    if (failures.stream()
                            .noneMatch(failure -> failure.recipient().contains("@"))) {
                        nameless.add(name);
                    }
                    permanent += failures.stream().anyMatch(Kind.Failure::permanent) ? 1 : 0;
                    withStatus += failures.stream()
                                    .anyMatch(failure -> !failure.status().isEmpty())
                            ? 1
                            : 0;
                    if (original == null) {
                        withoutId.add(name);
                    }
                }
                case Kind.Complaint _ -> assertThat(name).matches("arf-.*|lhost-amazonses-.*");
                case Kind.Automatic _ -> {
                    if (!name.matches("rfc3834.*|arf-.*")) {
                        missed.add(name + " " + kind);
                    }
                }
                case Kind.Person _, Kind.Bulk _ -> missed.add(name + " " + kind);
            }
        }
        System.out.printf("bounces: %d files %s%n", files.size(), kinds);
        System.out.printf(
                "bounces: taken for a person, for bulk or for another machine: %d %s%n", missed.size(), missed);
        System.out.printf(
                "bounces: %d of %d name the recipient (not: %s), %d have a status, %d are permanent, %d lack the original's id %s%n",
                bounces - nameless.size(), bounces, nameless, withStatus, permanent, withoutId.size(), withoutId);
        assertThat(missed.size() / (double) files.size()).isLessThanOrEqualTo(0.05);
        assertThat(nameless.size() / (double) bounces).isLessThanOrEqualTo(0.05);
    }

    /** The recipient that the machine-readable part of a report names is the one found. */
    @Test
    void theRecipientIsTheOneOfTheReport() {
        int told = 0;
        int same = 0;
        for (var file : Corpus.files(BOUNCES.resolve("bsd"))) {
            var named = new TreeSet<String>();
            for (var line : new String(Corpus.bytes(file), StandardCharsets.ISO_8859_1).split("\\R")) {
                if (line.matches(
                        "(?i)(?:final-recipient: ?rfc822; ?|x-failed-recipients: ?)<?[^\\s<>;,]+@[^\\s<>;,]+>?\\s*")) {
                    named.add(line.replaceAll(".*[;: ]", "")
                            .replaceAll("[<>]", "")
                            .toLowerCase(Locale.ROOT));
                }
            }
            if (named.size() == 1 && Corpus.read(file).kind() instanceof Kind.Bounce(var failures, var _)) {
                told++;
                same += failures.stream()
                                .anyMatch(failure -> failure.recipient().equalsIgnoreCase(named.first()))
                        ? 1
                        : 0;
            }
        }
        System.out.printf("bounces: %d of %d with one machine-readable recipient name that one%n", same, told);
        // The others have been forwarded: what counts is the address that was written to, which the report calls
        // original.
        assertThat(same / (double) told).isGreaterThanOrEqualTo(0.93);
    }
}

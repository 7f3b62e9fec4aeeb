package parvis.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every mail of the shared data, of forty years and many programs: each is read, none takes long. */
class WholeCorpusTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void everyMailIsReadInTime() {
        var troubles = new TreeMap<Trouble, Integer>();
        var kinds = new TreeMap<String, Integer>();
        var mails = mails();
        for (var mail : mails) {
            long start = System.nanoTime();
            var read = Corpus.read(mail.raw());
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(mail.name())
                    .isLessThan(PATIENCE);
            read.troubles().forEach(trouble -> troubles.merge(trouble, 1, Integer::sum));
            kinds.merge(read.kind().getClass().getSimpleName(), 1, Integer::sum);
            HostileMailTest.assertClean(read, mail.name());
        }
        System.out.printf("corpus: %d mails read; kinds %s; troubles %s%n", mails.size(), kinds, troubles);
        throughput(mails);
    }

    private static void throughput(List<Raw> mails) {
        long bytes = mails.stream().mapToLong(mail -> mail.raw().length).sum();
        mails.forEach(mail -> Corpus.read(mail.raw()));
        int rounds = 3;
        long start = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            mails.forEach(mail -> Corpus.read(mail.raw()));
        }
        double seconds = (System.nanoTime() - start) / 1e9 / rounds;
        System.out.printf(
                "corpus: %.0f mails/s on one thread, %.1f MB/s%n", mails.size() / seconds, bytes / seconds / 1e6);
    }

    @Test
    void theTreeOfAMailboxIsTheOneAnotherReaderSaw() {
        var mbox = Corpus.here(Corpus.MAIL.resolve("mbox"));
        var summary = new StringBuilder();
        for (var raw : split(Corpus.bytes(mbox.resolve("issue1189.mbox.txt")))) {
            var read = Corpus.read(raw);
            summary.append(firstLine(raw)).append('\n');
            summary.append("From: \"")
                    .append(read.from().getFirst().name())
                    .append("\" <")
                    .append(read.from().getFirst().address())
                    .append(">\n");
            summary.append("To: \"")
                    .append(read.to().getFirst().name())
                    .append("\" <")
                    .append(read.to().getFirst().address())
                    .append(">\n");
            summary.append("Subject: ").append(read.subject()).append('\n');
            summary.append("Date: ").append(read.header("date").orElse("")).append('\n');
            tree(Evidence.headers(raw), 0, summary);
            summary.append('\n');
        }
        assertThat(summary.toString().strip())
                .isEqualTo(Corpus.text(mbox.resolve("issue1189-summary.txt")).strip());
    }

    private static void tree(Part part, int depth, StringBuilder out) {
        out.append("   ".repeat(depth))
                .append("Content-Type: ")
                .append(part.type())
                .append('\n');
        part.children.forEach(child -> tree(child, depth + 1, out));
    }

    private static String firstLine(byte[] raw) {
        return new String(raw, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
    }

    record Raw(String name, byte[] raw) {}

    static List<Raw> mails() {
        var mails = new ArrayList<Raw>();
        for (var file : Corpus.files(Corpus.MAIL)) {
            var name = Corpus.MAIL.relativize(file).toString();
            if (name.endsWith(".mbox.txt")) {
                split(Corpus.bytes(file)).forEach(raw -> mails.add(new Raw(name, raw)));
            } else if (!name.startsWith("mbox/")) {
                mails.add(new Raw(name, Corpus.bytes(file)));
            }
        }
        return mails;
    }

    private static List<byte[]> split(byte[] mbox) {
        var mails = new ArrayList<byte[]>();
        for (var mail : new String(mbox, StandardCharsets.ISO_8859_1).split("(?m)(?=^From )")) {
            if (!mail.isBlank()) {
                mails.add(mail.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return mails;
    }
}

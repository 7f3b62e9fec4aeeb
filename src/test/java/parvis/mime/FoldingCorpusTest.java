package parvis.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Replies with what a person should see of them, measured set by set: exact, and above all nothing of theirs lost. */
class FoldingCorpusTest {

    private static final Path REPLIES = Corpus.MAIL.resolve("replies");
    private static final Path TALON = REPLIES.resolve("talon/fixtures");
    private static final List<Integer> ALL = new ArrayList<>();

    /** @param own what was kept, as it would be shown */
    private record Pair(String name, String expected, String own) {
        boolean exact() {
            return words(expected).equals(words(own));
        }

        List<String> lost() {
            var kept = own.lines().map(Pair::words).toList();
            return expected.lines()
                    .map(Pair::words)
                    .filter(line -> !line.isEmpty() && !kept.contains(line))
                    .toList();
        }

        private static String words(String text) {
            return text.replaceAll("[ \\t\\u00A0]+", " ")
                    .replaceAll("(?m)^ | $", "")
                    .strip();
        }
    }

    @Test
    void repliesOfAForumInManyLanguages() {
        var set = REPLIES.resolve("trimmer");
        measure(
                "trimmer",
                Corpus.files(set.resolve("emails")).stream()
                        .map(file -> new Pair(
                                file.getFileName().toString(),
                                Corpus.text(set.resolve("trimmed").resolve(file.getFileName())),
                                own(Corpus.text(file))))
                        .toList());
    }

    @Test
    void repliesToNotificationsOfACodeForge() {
        // The files come without their expectations: these are what a reader of the thread should see.
        var expected = new LinkedHashMap<String, String>();
        var set = Corpus.here(REPLIES.resolve("github/emails"));
        expected.put("correct_sig", "this is an email with a correct -- signature.");
        expected.put("email_1_1", between(set, "email_1_1", "Hi folks", "HTTP API."));
        expected.put("email_1_2", between(set, "email_1_2", "Hi,", "individually.\""));
        expected.put("email_1_3", "Oh thanks.\n\nHaving the function would be great.");
        expected.put("email_1_4", "Awesome! I haven't had another problem with it.");
        expected.put("email_1_5", Corpus.text(set.resolve("email_1_5.txt")));
        expected.put("email_1_6", "I get proper rendering as well.\n\nSent from a magnificent torch of pixels");
        expected.put("email_1_7", ":+1:");
        expected.put("email_1_8", between(set, "email_1_8", "On Tue, Apr 29, 2014 at 4:22", "and under this."));
        expected.put("email_2_1", "Outlook with a reply");
        expected.put("email_2_2", "Outlook with a reply directly above line");
        expected.put("email_2_3", "Outlook with a reply directly above line");
        expected.put("email_BlackBerry", "Here is another email");
        expected.put("email_bullets", between(set, "email_bullets", "test 2", "- and another"));
        expected.put("email_iPhone", "Here is another email");
        expected.put("email_long_quote", between(set, "email_long_quote", "Hi folks", "HTTP API."));
        expected.put("email_multi_word_sent_from_my_mobile_device", "Here is another email");
        expected.put(
                "email_one_is_not_on",
                "Thank, this is really helpful.\n\nOne outstanding question I had:\n\nLocally (on development), when I run...");
        expected.put(
                "email_sent_from_my_not_signature", Corpus.text(set.resolve("email_sent_from_my_not_signature.txt")));
        expected.put(
                "email_sig_delimiter_in_middle_of_line",
                Corpus.text(set.resolve("email_sig_delimiter_in_middle_of_line.txt")));
        expected.put("greedy_on", between(set, "greedy_on", "On your remote host", "not working."));
        expected.put(
                "pathological",
                "I think you're onto something. I will try to fix the problem as soon as I\nget back to a computer.");
        assertThat(Corpus.files(set)).hasSameSizeAs(expected.keySet());
        measure("github", pairs(expected, name -> own(Corpus.text(set.resolve(name + ".txt")))));
    }

    @Test
    void repliesOfCommonProgramsWhole() {
        var set = Corpus.here(TALON.resolve("standard_replies"));
        var pairs = new ArrayList<Pair>();
        for (var file : Corpus.files(set)) {
            if (file.toString().endsWith(".eml")) {
                // Where the set leaves a signature in, it is folded here: all that a person wrote is one word.
                pairs.add(new Pair(
                        file.getFileName().toString(),
                        "Hello",
                        Corpus.read(file).own()));
            }
        }
        measure("talon standard", pairs);
    }

    @Test
    void repliesInHtml() {
        var pairs = new ArrayList<Pair>();
        for (var file : Corpus.files(TALON.resolve("html_replies"))) {
            pairs.add(new Pair(file.getFileName().toString(), "Hi. I am fine.\nThanks,\nAlex", html(file)));
        }
        pairs.add(new Pair("OLK_SRC_BODY_SECTION", "Reply", html(TALON.resolve("OLK_SRC_BODY_SECTION.html"))));
        pairs.add(
                new Pair("reply-separated-by-hr", "Hi\nthere\nBob", html(TALON.resolve("reply-separated-by-hr.html"))));
        measure("talon html", pairs);
    }

    @Test
    void whatStandsAboveASignature() {
        var set = Corpus.here(TALON.resolve("signature/emails/stripped"));
        var pairs = new ArrayList<Pair>();
        for (var file : Corpus.files(set)) {
            var name = file.getFileName().toString();
            if (name.endsWith("_body")) {
                var body = Corpus.text(file).stripTrailing();
                var signature = set.resolve(name.replace("_body", "_signature"));
                var below = Files.exists(signature) ? Corpus.text(signature).strip() : "";
                pairs.add(new Pair(name, body.substring(0, body.length() - below.length()), own(body)));
            }
        }
        // A name without a mark before it may be an answer ("what is your address?"): it stays, so few of these are
        // exact.
        ALL.add(report("talon signatures", pairs));
        ALL.add(pairs.size());
        assertThat(pairs)
                .allSatisfy(pair -> assertThat(pair.lost()).as(pair.name()).isEmpty());
    }

    @AfterAll
    static void together() {
        if (ALL.size() >= 2) {
            System.out.printf("replies, all sets with a visible reply: %d of %d exact%n", sum(0), sum(1));
            assertThat(sum(0) / (double) sum(1)).isGreaterThanOrEqualTo(0.9);
        }
    }

    private static int sum(int which) {
        int sum = 0;
        for (int i = which; i < ALL.size(); i += 2) {
            sum += ALL.get(i);
        }
        return sum;
    }

    private static void measure(String set, List<Pair> pairs) {
        int exact = report(set, pairs);
        ALL.add(exact);
        ALL.add(pairs.size());
        assertThat(pairs)
                .isNotEmpty()
                .allSatisfy(pair ->
                        assertThat(pair.lost()).as("lost of " + pair.name()).isEmpty());
        assertThat(exact / (double) pairs.size()).as(set).isGreaterThanOrEqualTo(0.9);
    }

    private static int report(String set, List<Pair> pairs) {
        var wrong = pairs.stream().filter(pair -> !pair.exact()).map(Pair::name).toList();
        long losing = pairs.stream().filter(pair -> !pair.lost().isEmpty()).count();
        System.out.printf(
                "replies/%s: %d of %d exact, %d losing words; not exact: %s%n",
                set, pairs.size() - wrong.size(), pairs.size(), losing, wrong);
        return pairs.size() - wrong.size();
    }

    private static List<Pair> pairs(Map<String, String> expected, UnaryOperator<String> own) {
        return expected.entrySet().stream()
                .map(entry -> new Pair(entry.getKey(), entry.getValue(), own.apply(entry.getKey())))
                .toList();
    }

    private static String between(Path set, String name, String from, String to) {
        var text = Corpus.text(set.resolve(name + ".txt"));
        return text.substring(
                text.indexOf(from), text.lastIndexOf(to) < 0 ? text.length() : text.indexOf(to) + to.length());
    }

    private static String own(String body) {
        return Corpus.read("From: a@example.org\nContent-Type: text/plain; charset=utf-8\n\n" + body)
                .own();
    }

    private static String html(Path file) {
        return Corpus.read("From: a@example.org\nContent-Type: text/html\n\n" + Corpus.text(file))
                .own()
                .replaceAll("\n[\\s\u00A0]+", "\n");
    }
}

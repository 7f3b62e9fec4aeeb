package parvis.guard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Links to places that a brand rents, told when home has the same: for its own account there, home itself; for a single post,
 * what home has of it. Of other links nothing is told.
 */
final class Rented {
    private static final Set<String> NETWORKS = Set.of(
            "facebook.com",
            "instagram.com",
            "x.com",
            "twitter.com",
            "tiktok.com",
            "vm.tiktok.com",
            "linkedin.com",
            "youtube.com",
            "youtu.be",
            "pinterest.com",
            "pinterest.fr",
            "threads.net",
            "threads.com",
            "snapchat.com",
            "fb.watch",
            "m.me",
            "wa.me",
            "whatsapp.com");

    /** Where a path leads to one post, picture, film or event. */
    private static final Pattern SINGLE = Pattern.compile(
            "/(?:posts?|p|reels?|tv|videos?|photos?|status|watch|shorts|live|playlist|events?|pin|pulse|permalink|story|stories|update|share)"
                    + "(?:\\.php)?(?:/|\\?).",
            Pattern.CASE_INSENSITIVE);

    /** Hosts of which every address is one post. */
    private static final Set<String> SINGLES = Set.of("youtu.be", "fb.watch", "vm.tiktok.com");

    /** What opens a window of the network, such as one for passing on. */
    private static final Pattern TOOL = Pattern.compile(
            "^/(?:sharer|dialog|intent|share(?:Article)?(?:\\?|/?$)|hashtag|search|explore|help|about|legal|policies|plugins)",
            Pattern.CASE_INSENSITIVE);

    /** Before the name of an account. */
    private static final Pattern PREFIX = Pattern.compile(
            "^(?:company|showcase|school|groups?|pages?|pg|channel|c|user|add|in|profile\\.php|people)$",
            Pattern.CASE_INSENSITIVE);

    /** Around a link to a house's own account. */
    private static final Pattern OURS = Pattern.compile(
            "\\b(?:nous|notre|nos|suivez|suis|rejoignez|rejoins|retrouvez|retrouve|abonnez|abonne|us|our|we|follow|join|subscribe)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final int MOST_LINKS = 5;
    private static final int FEWEST_LETTERS = 4;
    private static final int FEWEST_WORDS = 4;

    private final Reading reading;
    private final Sentences sentences;
    private int sought;

    Rented(Reading reading) {
        this.reading = reading;
        this.sentences = new Sentences(reading.folded().text());
    }

    static boolean is(String host) {
        return NETWORKS.contains(host);
    }

    /**
     * @param host of the link, without what stands before its name
     * @param clean the link without what only follows people around
     */
    void read(String host, String clean, int start, int end, List<Finding> findings) {
        var home = reading.context().home();
        var path = clean.replaceFirst("^https?://[^/?#]*", "");
        if (home == null || path.length() < 2 || TOOL.matcher(path).find()) {
            return;
        }
        if (SINGLES.contains(host) || SINGLE.matcher(path).find()) {
            if (sought++ < MOST_LINKS) {
                home.same(clean, words(start, end))
                        .ifPresent(
                                same -> tell("rented-same", start, end, findings, same.address(), host, same.title()));
            }
        } else if (isOurs(path, start, end)) {
            tell("rented", start, end, findings, home.address(), host);
        }
    }

    private static void tell(String words, int start, int end, List<Finding> findings, Object... arguments) {
        findings.add(Finding.said(Check.HONESTY, "rented", words, Weight.LOOK, start, end, arguments));
    }

    /** Its name is that of a host of the house, or the sentence says so. */
    private boolean isOurs(String path, int start, int end) {
        return account(path).map(this::isNameOfHome).orElse(false)
                || OURS.matcher(Folded.of(sentence(sentenceAt(start), start, end))
                                .text())
                        .find();
    }

    private static Optional<String> account(String path) {
        for (var part : path.substring(1).split("[/?#]")) {
            if (!part.isEmpty() && !PREFIX.matcher(part).matches()) {
                return Optional.of(letters(part));
            }
        }
        return Optional.empty();
    }

    private boolean isNameOfHome(String account) {
        return reading.context().homes().stream()
                .map(host -> letters(host.replaceFirst("^www\\.", "").split("\\.")[0]))
                .anyMatch(name -> name.length() >= FEWEST_LETTERS
                        && account.length() >= FEWEST_LETTERS
                        && (account.contains(name) || name.contains(account)));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]", "");
    }

    /** What the draft says of the link: its sentence, with the one before when it says little. */
    private String words(int start, int end) {
        var at = sentenceAt(start);
        var said = sentence(at, start, end);
        return at > 0 && WORD.matcher(said).results().limit(FEWEST_WORDS).count() < FEWEST_WORDS
                ? written(sentences.get(at - 1)) + " " + said
                : said;
    }

    private int sentenceAt(int start) {
        var all = sentences.all();
        for (int i = 0; i < all.size(); i++) {
            if (reading.folded().end(all.get(i).end()) > start) {
                return i;
            }
        }
        return all.size() - 1;
    }

    private String sentence(int at, int start, int end) {
        if (at < 0) {
            return "";
        }
        var from = reading.folded().start(sentences.get(at).start());
        var to = reading.folded().end(sentences.get(at).end());
        var text = reading.text();
        return (text.substring(Math.min(from, start), start) + " " + text.substring(end, Math.max(to, end))).strip();
    }

    private String written(Sentences.Span span) {
        return reading.text()
                .substring(
                        reading.folded().start(span.start()), reading.folded().end(span.end()));
    }
}

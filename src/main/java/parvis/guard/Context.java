package parvis.guard;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known around a draft, given by whoever asks.
 *
 * @param zone where the brand lives: its days begin there
 * @param homes hosts that belong to the brand, such as {@code tilleul.test}
 * @param avoided words that the brand does not want to read, in lower case
 * @param reasons days to which the brand states a real link, by their name in {@code guard/days.txt}
 * @param past what the brand sent out before; null where nothing is kept
 * @param watched what others sent out whom the brand watches
 * @param moment what is going on; null where nobody knows
 * @param asked what people ask of the brand; null where nobody knows
 * @param home what stands at the brand's own; null where nobody knows
 */
public record Context(
        ZoneId zone,
        Set<String> homes,
        Set<String> avoided,
        Set<String> reasons,
        @Nullable Published past,
        List<Watched> watched,
        @Nullable Moment moment,
        @Nullable Asked asked,
        @Nullable Home home) {
    public static final Context NONE = Context.in(ZoneId.of("Europe/Paris"));

    /** @param name of those who published, as the brand calls them */
    public record Watched(String name, Published published) {}

    /** What people ask. */
    public interface Asked {
        /**
         * How many people asked what a passage answers.
         *
         * @param passage one sentence or a few
         * @param before what stands before it: the first line and the sentences just before
         */
        int people(String passage, String before);
    }

    /** What stands at the brand's own. */
    public interface Home {
        /** Its front door, such as {@code https://tilleul.test/}. */
        String address();

        /**
         * What home has of the same as a single post elsewhere; only what everybody may read.
         *
         * @param link to the post
         * @param words what the draft says of it
         */
        Optional<Same> same(String link, String words);

        /** @param address where it stands at home */
        record Same(String title, String address) {}
    }

    public Context {
        homes = Set.copyOf(homes);
        avoided = Set.copyOf(avoided);
        reasons = Set.copyOf(reasons);
        watched = List.copyOf(watched);
    }

    public static Context in(ZoneId zone) {
        return new Context(zone, Set.of(), Set.of(), Set.of(), null, List.of(), null, null, null);
    }

    public Context withHomes(Set<String> homes) {
        return new Context(zone, homes, avoided, reasons, past, watched, moment, asked, home);
    }

    public Context withAvoided(Set<String> avoided) {
        return new Context(zone, homes, avoided, reasons, past, watched, moment, asked, home);
    }

    public Context withReasons(Set<String> reasons) {
        return new Context(zone, homes, avoided, reasons, past, watched, moment, asked, home);
    }

    public Context withPast(@Nullable Published past) {
        return new Context(zone, homes, avoided, reasons, past, watched, moment, asked, home);
    }

    public Context withWatched(List<Watched> watched) {
        return new Context(zone, homes, avoided, reasons, past, watched, moment, asked, home);
    }

    public Context withMoment(@Nullable Moment moment) {
        return new Context(zone, homes, avoided, reasons, past, watched, moment, asked, home);
    }

    public Context withAsked(@Nullable Asked asked) {
        return new Context(zone, homes, avoided, reasons, past, watched, moment, asked, home);
    }

    public Context withHome(@Nullable Home home) {
        return new Context(zone, homes, avoided, reasons, past, watched, moment, asked, home);
    }
}

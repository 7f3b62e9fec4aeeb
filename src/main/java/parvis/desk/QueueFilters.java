package parvis.desk;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parvis.conversation.State;

/**
 * What narrows a queue, as the address says it.
 *
 * @param owner handle of the colleague who has it, or {@link #NOBODY}
 * @param absent handle of a colleague who is away, and whose conversations somebody else has meanwhile
 * @param waited since how long it has been open at least; of what is open only
 * @param aside only what stands apart from every other queue; null for what does not
 * @param unanswered only what nobody of the house ever answered; of what is open only
 */
record QueueFilters(
        @Nullable String channel,
        @Nullable String product,
        @Nullable String language,
        @Nullable String tag,
        @Nullable String owner,
        @Nullable String absent,
        @Nullable Wait waited,
        boolean unanswered,
        @Nullable Aside aside) {

    /** No handle: those hold no space. */
    static final String NOBODY = "nobody";

    static final QueueFilters NONE = new QueueFilters(null, null, null, null, null, null, null, false, null);
    private static final Set<String> LANGUAGES = Set.of("fr", "en");

    enum Aside {
        /** Marked as such; closed. */
        SPAM,
        /** Until an hour, in whatever state. */
        ASLEEP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Wait {
        DAY(1),
        THREE_DAYS(3),
        WEEK(7),
        MONTH(30);

        final Duration time;

        Wait(int days) {
            this.time = Duration.ofDays(days);
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static QueueFilters of(Map<String, String> asked, QueueWish.View view, @Nullable State state) {
        var language = asked.get("language");
        var wait = Stream.of(Wait.values())
                .filter(w -> w.word().equals(asked.get("wait")))
                .findFirst()
                .orElse(null);
        var filters = new QueueFilters(
                QueueWish.text(asked.get("channel")),
                QueueWish.text(asked.get("product")),
                language != null && LANGUAGES.contains(language) ? language : null,
                QueueWish.text(asked.get("tag")),
                QueueWish.text(asked.get("owner")),
                QueueWish.text(asked.get("for")),
                wait,
                "yes".equals(asked.get("unanswered")),
                null);
        if (view == QueueWish.View.MINE) {
            filters = filters.owner(null);
        }
        return state == State.OPEN && view != QueueWish.View.PROMISED ? filters : filters.ofAnyState();
    }

    QueueFilters channel(@Nullable String other) {
        return new QueueFilters(other, product, language, tag, owner, absent, waited, unanswered, aside);
    }

    QueueFilters product(@Nullable String other) {
        return new QueueFilters(channel, other, language, tag, owner, absent, waited, unanswered, aside);
    }

    QueueFilters language(@Nullable String other) {
        return new QueueFilters(channel, product, other, tag, owner, absent, waited, unanswered, aside);
    }

    QueueFilters tag(@Nullable String other) {
        return new QueueFilters(channel, product, language, other, owner, absent, waited, unanswered, aside);
    }

    QueueFilters owner(@Nullable String other) {
        return new QueueFilters(channel, product, language, tag, other, absent, waited, unanswered, aside);
    }

    QueueFilters absent(@Nullable String other) {
        return new QueueFilters(channel, product, language, tag, owner, other, waited, unanswered, aside);
    }

    QueueFilters waited(@Nullable Wait other) {
        return new QueueFilters(channel, product, language, tag, owner, absent, other, unanswered, aside);
    }

    QueueFilters aside(@Nullable Aside other) {
        return new QueueFilters(channel, product, language, tag, owner, absent, waited, unanswered, other);
    }

    QueueFilters neverAnswered() {
        return new QueueFilters(channel, product, language, tag, owner, absent, waited, true, null);
    }

    /** What the conversations are about, whoever has them and however long they wait. */
    QueueFilters about() {
        return new QueueFilters(channel, product, language, tag, null, null, null, false, null);
    }

    QueueFilters ofAnyState() {
        return new QueueFilters(channel, product, language, tag, owner, absent, null, false, null);
    }

    void each(BiConsumer<String, @Nullable String> parameter) {
        parameter.accept("channel", channel);
        parameter.accept("product", product);
        parameter.accept("language", language);
        parameter.accept("tag", tag);
        parameter.accept("owner", owner);
        parameter.accept("for", absent);
        parameter.accept("wait", waited == null ? null : waited.word());
        parameter.accept("unanswered", unanswered ? "yes" : null);
    }
}

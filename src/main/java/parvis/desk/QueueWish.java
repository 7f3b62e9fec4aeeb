package parvis.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parvis.conversation.State;
import parvis.desk.QueueFilters.Aside;

/**
 * Which part of the queue somebody wants to see, as the address says it. Whatever is unknown in an address is as if it
 * were not there.
 *
 * @param state null for every state
 * @param after where a part of the list begins, or null for its beginning
 * @param most how many at most
 * @param words to look for, or null
 * @param from how many of those that hold the words stand before
 */
record QueueWish(
        View view,
        QueueFilters filters,
        @Nullable State state,
        Sort sort,
        @Nullable Cursor after,
        int most,
        @Nullable String words,
        int from) {

    static final int PART = 40;
    static final int MOST = 200;

    private static final int LONGEST_WORD = 200;

    enum View {
        MINE,
        TEAM,
        /** What the house promised an answer to by an hour that has passed or comes within {@link #SOON}. */
        PROMISED;

        static final Duration SOON = Duration.ofHours(24);

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By what a list is ordered; the key is what PostgreSQL sorts by, the same as in an index. */
    enum Sort {
        DUE("coalesce(c.due_at, 'infinity')", "asc"),
        LONGEST("c.opened_at", "asc"),
        NEWEST("c.last_message_at", "desc"),
        /** What wakes first. */
        WAKING("c.asleep_until", "asc");

        final String key;
        final String direction;

        Sort(String key, String direction) {
            this.key = key;
            this.direction = direction;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Only what is open is due; only who is not satisfied still waits. What is found by its beginning is in that order. */
        static List<Sort> of(View view, @Nullable State state, QueueFilters filters) {
            if (view == View.PROMISED) {
                return List.of(DUE);
            }
            if (filters.aside() == Aside.ASLEEP) {
                return List.of(WAKING);
            }
            if (filters.waited() != null || filters.unanswered()) {
                return List.of(LONGEST);
            }
            if (state == State.OPEN) {
                return List.of(DUE, LONGEST, NEWEST);
            }
            return state == State.WAITING ? List.of(NEWEST, LONGEST) : List.of(NEWEST);
        }
    }

    static QueueWish of(Map<String, String> asked) {
        var view = Stream.of(View.values())
                .filter(v -> v.word().equals(asked.get("view")))
                .findFirst()
                .orElse(View.MINE);
        var aside = view == View.PROMISED ? null : aside(asked.get("state"));
        var state = view == View.PROMISED ? State.OPEN : aside == null ? state(asked.get("state")) : stateOf(aside);
        var filters = QueueFilters.of(asked, view, state).aside(aside);
        var sorts = Sort.of(view, state, filters);
        var sort = sorts.stream()
                .filter(s -> s.word().equals(asked.get("sort")))
                .findFirst()
                .orElse(sorts.getFirst());
        return new QueueWish(
                view,
                filters,
                state,
                sort,
                Cursor.parse(asked.get("after")),
                most(asked.get("most")),
                text(asked.get("q")),
                text(asked.get("q")) == null ? 0 : from(asked.get("from")));
    }

    /** Another queue, as it is when nobody narrows it; what it is about is kept. */
    QueueWish view(View other) {
        return beginning(other, filters.about(), State.OPEN);
    }

    QueueWish filters(QueueFilters other) {
        var wish = beginning(view, other, state);
        return Sort.of(view, state, other).contains(sort) ? wish.sort(sort) : wish;
    }

    QueueWish state(@Nullable State other) {
        return beginning(
                view == View.PROMISED ? View.TEAM : view,
                other == State.OPEN ? filters.aside(null) : filters.ofAnyState(),
                other);
    }

    QueueWish aside(Aside other) {
        return beginning(
                view == View.PROMISED ? View.TEAM : view, filters.ofAnyState().aside(other), stateOf(other));
    }

    QueueWish sort(Sort other) {
        return new QueueWish(view, filters, state, other, null, PART, null, 0);
    }

    QueueWish after(@Nullable Cursor other) {
        return new QueueWish(view, filters, state, sort, other, most, words, 0);
    }

    /** Further on among what was found. */
    QueueWish from(int other) {
        return new QueueWish(view, filters, state, sort, null, most, words, other);
    }

    private static QueueWish beginning(View view, QueueFilters filters, @Nullable State state) {
        return new QueueWish(view, filters, state, Sort.of(view, state, filters).getFirst(), null, PART, null, 0);
    }

    /** Begins with a question mark, or is empty: what everybody sees first needs no words. Never says how many. */
    String query() {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        add(query, "q", words);
        add(query, "view", view == View.MINE ? null : view.word());
        filters.each((name, value) -> add(query, name, value));
        add(query, "state", stateWord());
        add(query, "sort", sort == Sort.of(view, state, filters).getFirst() ? null : sort.word());
        add(query, "after", after == null ? null : after.toString());
        add(query, "from", from == 0 ? null : String.valueOf(from));
        return query.toString();
    }

    private @Nullable String stateWord() {
        var aside = filters.aside();
        if (aside != null) {
            return aside.word();
        }
        return state == State.OPEN ? null : state == null ? "all" : state.word();
    }

    private static void add(StringJoiner query, String name, @Nullable String value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static @Nullable Aside aside(@Nullable String word) {
        return Stream.of(Aside.values())
                .filter(aside -> aside.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable State stateOf(Aside aside) {
        return aside == Aside.SPAM ? State.CLOSED : null;
    }

    private static @Nullable State state(@Nullable String word) {
        if ("all".equals(word)) {
            return null;
        }
        for (var state : State.values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        return State.OPEN;
    }

    private static int most(@Nullable String number) {
        return number(number, PART, MOST);
    }

    /** Whoever does not find it among the first two hundred uses other words. */
    private static int from(@Nullable String number) {
        return number(number, 0, MOST - PART);
    }

    private static int number(@Nullable String number, int least, int most) {
        try {
            return number == null ? least : Math.clamp(Integer.parseInt(number), least, most);
        } catch (NumberFormatException notANumber) {
            return least;
        }
    }

    static @Nullable String text(@Nullable String value) {
        // PostgreSQL keeps no zero character, so nothing can be called by one.
        if (value == null || value.isBlank() || value.indexOf(0) >= 0) {
            return null;
        }
        var stripped = value.strip();
        return stripped.substring(0, Math.min(LONGEST_WORD, stripped.length()));
    }
}

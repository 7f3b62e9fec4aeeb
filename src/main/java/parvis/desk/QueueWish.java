package parvis.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import parvis.conversation.State;

/**
 * Which part of the queue somebody wants to see, as the address says it. Whatever is unknown in an address is as if it
 * were not there.
 *
 * @param state null for every state
 * @param after where a part of the list begins, or null for its beginning
 * @param most how many at most
 * @param words to look for, or null
 */
record QueueWish(
        View view,
        @Nullable String channel,
        @Nullable String product,
        @Nullable State state,
        Sort sort,
        @Nullable Cursor after,
        int most,
        @Nullable String words) {

    static final int PART = 40;
    static final int MOST = 200;
    private static final int LONGEST_WORD = 200;

    enum View {
        MINE,
        TEAM;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** By what a list is ordered; the key is what PostgreSQL sorts by, the same as in an index. */
    enum Sort {
        DUE("coalesce(c.due_at, 'infinity')", "asc"),
        LONGEST("c.opened_at", "asc"),
        NEWEST("c.last_message_at", "desc");

        final String key;
        final String direction;

        Sort(String key, String direction) {
            this.key = key;
            this.direction = direction;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Only what is open is due; only who is not satisfied still waits. */
        static List<Sort> of(@Nullable State state) {
            if (state == State.OPEN) {
                return List.of(DUE, LONGEST, NEWEST);
            }
            return state == State.WAITING ? List.of(NEWEST, LONGEST) : List.of(NEWEST);
        }
    }

    static QueueWish of(Map<String, String> asked) {
        var view = "team".equals(asked.get("view")) ? View.TEAM : View.MINE;
        var state = state(asked.get("state"));
        var sorts = Sort.of(state);
        var sort = sorts.stream()
                .filter(s -> s.word().equals(asked.get("sort")))
                .findFirst()
                .orElse(sorts.getFirst());
        return new QueueWish(
                view,
                text(asked.get("channel")),
                text(asked.get("product")),
                state,
                sort,
                Cursor.parse(asked.get("after")),
                most(asked.get("most")),
                text(asked.get("q")));
    }

    QueueWish view(View other) {
        return new QueueWish(other, channel, product, State.OPEN, Sort.DUE, null, PART, null);
    }

    QueueWish channel(@Nullable String other) {
        return new QueueWish(view, other, product, state, sort, null, PART, null);
    }

    QueueWish product(@Nullable String other) {
        return new QueueWish(view, channel, other, state, sort, null, PART, null);
    }

    QueueWish state(@Nullable State other) {
        return new QueueWish(view, channel, product, other, Sort.of(other).getFirst(), null, PART, null);
    }

    QueueWish sort(Sort other) {
        return new QueueWish(view, channel, product, state, other, null, PART, null);
    }

    QueueWish after(@Nullable Cursor other) {
        return new QueueWish(view, channel, product, state, sort, other, most, words);
    }

    /** Begins with a question mark, or is empty: what everybody sees first needs no words. Never says how many. */
    String query() {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        add(query, "q", words);
        add(query, "view", view == View.MINE ? null : view.word());
        add(query, "channel", channel);
        add(query, "product", product);
        add(query, "state", state == State.OPEN ? null : state == null ? "all" : state.word());
        add(query, "sort", sort == Sort.of(state).getFirst() ? null : sort.word());
        add(query, "after", after == null ? null : after.toString());
        return query.toString();
    }

    private static void add(StringJoiner query, String name, @Nullable String value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
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
        try {
            return number == null ? PART : Math.clamp(Integer.parseInt(number), PART, MOST);
        } catch (NumberFormatException notANumber) {
            return PART;
        }
    }

    private static @Nullable String text(@Nullable String value) {
        // PostgreSQL keeps no zero character, so nothing can be called by one.
        if (value == null || value.isBlank() || value.indexOf(0) >= 0) {
            return null;
        }
        var stripped = value.strip();
        return stripped.substring(0, Math.min(LONGEST_WORD, stripped.length()));
    }
}

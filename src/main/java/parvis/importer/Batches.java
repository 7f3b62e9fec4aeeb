package parvis.importer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import parvis.brand.Brand;
import parvis.conversation.History;
import parvis.conversation.History.Brought;
import parvis.importer.Progress.Stage;
import parvis.person.PersonId;
import parvis.person.Strangers.Met;
import parvis.person.Strangers.Stranger;

/** Rows on their way into a brand: a thousand of a kind at a time, with those who wrote them, in one transaction. */
final class Batches {
    static final int SIZE = 1_000;
    private static final int MOST_ATTEMPTS = 3;

    private final History history;
    private final Function<Collection<Stranger>, Met> meet;
    private final Brand brand;
    private final LeftOut leftOut;
    private final Listener listener;
    private long people;
    private long rows;

    /** @param meet inside the transaction */
    Batches(
            History history,
            Function<Collection<Stranger>, Met> meet,
            Brand brand,
            LeftOut leftOut,
            Listener listener) {
        this.history = history;
        this.meet = meet;
        this.brand = brand;
        this.leftOut = leftOut;
        this.listener = listener;
    }

    /** How many people were not known before. */
    long people() {
        return people;
    }

    /** So many rows were looked at and need no batch. */
    void passed(long more) {
        rows += more;
    }

    void tell(Stage stage, long done, long expected) {
        listener.progress(new Progress(stage, done, expected, rows, leftOut.total()));
    }

    /**
     * @param expected how many rows there will be
     * @param bring is given a batch and who its authors are here
     */
    <T> Batch<T> of(
            Stage stage,
            long expected,
            Function<T, @Nullable Stranger> author,
            BiFunction<List<T>, Function<Stranger, PersonId>, Brought> bring) {
        return new Batch<>(stage, expected, author, bring);
    }

    final class Batch<T> {
        private final Stage stage;
        private final long expected;
        private final Function<T, @Nullable Stranger> author;
        private final BiFunction<List<T>, Function<Stranger, PersonId>, Brought> bring;
        private final List<T> rows = new ArrayList<>();
        private Brought brought = Brought.NOTHING;
        private long done;

        private Batch(
                Stage stage,
                long expected,
                Function<T, @Nullable Stranger> author,
                BiFunction<List<T>, Function<Stranger, PersonId>, Brought> bring) {
            this.stage = stage;
            this.expected = expected;
            this.author = author;
            this.bring = bring;
        }

        void add(T row) {
            rows.add(row);
            if (rows.size() == SIZE) {
                flush();
            }
        }

        Brought end() {
            flush();
            return brought;
        }

        /** Brings what waits, however few. */
        void flush() {
            if (rows.isEmpty()) {
                return;
            }
            keep();
            done += rows.size();
            passed(rows.size());
            rows.clear();
            tell(stage, done, expected);
        }

        /** All that waits, in one transaction. */
        private void keep() {
            for (var attempt = 1; ; attempt++) {
                try {
                    var kept = history.alone(brand, this::kept);
                    people += kept.met().made();
                    brought = brought.and(kept.brought());
                    leftOut.add(Summary.Reason.ERASED, kept.erased());
                    return;
                } catch (DuplicateKeyException meanwhile) { // somebody of them has just written here
                    if (attempt == MOST_ATTEMPTS) {
                        throw meanwhile;
                    }
                }
            }
        }

        private Kept kept() {
            var met = meet.apply(rows.stream()
                    .map(author)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList());
            var wanted = met.erased().isEmpty()
                    ? rows
                    : rows.stream().filter(row -> !isErased(row, met)).toList();
            return new Kept(
                    met,
                    bring.apply(
                            wanted,
                            stranger -> Objects.requireNonNull(met.byKey().get(stranger.key()))),
                    rows.size() - wanted.size());
        }

        /** Whoever had it erased does not find it here again. */
        private boolean isErased(T row, Met met) {
            var who = author.apply(row);
            return who != null && met.erased().contains(who.key());
        }
    }

    private record Kept(Met met, Brought brought, int erased) {}
}

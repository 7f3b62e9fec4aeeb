package parvis.importer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import parvis.brand.Brand;
import parvis.conversation.History;
import parvis.conversation.History.Brought;
import parvis.importer.Progress.Stage;
import parvis.person.PersonId;
import parvis.person.Strangers.Met;
import parvis.person.Strangers.Stranger;

/**
 * Rows on their way into a brand: a thousand of a kind at a time, with those who wrote them, in one transaction, one after
 * the other.
 */
final class Batches implements AutoCloseable {
    static final int SIZE = 1_000;
    private static final int MOST_ATTEMPTS = 3;

    private final History history;
    private final Function<Collection<Stranger>, Met> meet;
    private final Brand brand;
    private final LeftOut leftOut;
    private final Listener listener;
    private long people;
    private long rows;
    private @Nullable Writing underWay;

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
    <T> Batch<T, T> of(
            Stage stage,
            long expected,
            Function<T, @Nullable Stranger> author,
            BiFunction<List<T>, Function<Stranger, PersonId>, Brought> bring) {
        return new Batch<>(stage, expected, author, row -> row, bring, false);
    }

    /**
     * The same of rows that make work: a full batch is written while the next one is read and prepared.
     *
     * @param prepare what needs nothing of the database, from several threads
     */
    <T, P> Batch<T, P> of(
            Stage stage,
            long expected,
            Function<T, @Nullable Stranger> author,
            Function<T, P> prepare,
            BiFunction<List<P>, Function<Stranger, PersonId>, Brought> bring) {
        return new Batch<>(stage, expected, author, prepare, bring, true);
    }

    /** Whatever ended the import: what is being written is let be. */
    @Override
    public void close() {
        var last = underWay;
        underWay = null;
        if (last != null) {
            last.awaitQuietly();
        }
    }

    /** What is being written, if anything, is there and told of. */
    private void await() {
        var last = underWay;
        underWay = null;
        if (last != null) {
            last.told();
        }
    }

    final class Batch<T, P> {
        private final Stage stage;
        private final long expected;
        private final Function<T, @Nullable Stranger> author;
        private final Function<T, P> prepare;
        private final BiFunction<List<P>, Function<Stranger, PersonId>, Brought> bring;
        private final boolean ahead;
        private final List<T> rows = new ArrayList<>();
        private Brought brought = Brought.NOTHING;
        private long done;

        private Batch(
                Stage stage,
                long expected,
                Function<T, @Nullable Stranger> author,
                Function<T, P> prepare,
                BiFunction<List<P>, Function<Stranger, PersonId>, Brought> bring,
                boolean ahead) {
            this.stage = stage;
            this.expected = expected;
            this.author = author;
            this.prepare = prepare;
            this.bring = bring;
            this.ahead = ahead;
        }

        void add(T row) {
            rows.add(row);
            if (rows.size() < SIZE) {
                return;
            }
            if (ahead) {
                handOver();
            } else {
                flush();
            }
        }

        Brought end() {
            flush();
            return brought;
        }

        /** Brings what waits, however few, and waits until it is there. */
        void flush() {
            if (!rows.isEmpty()) {
                handOver();
            }
            await();
        }

        private void handOver() {
            var batch = List.copyOf(rows);
            var prepared = batch.parallelStream().map(prepare).toList();
            rows.clear();
            await();
            underWay = new Writing(() -> keep(batch, prepared), kept -> {
                people += kept.met().made();
                brought = brought.and(kept.brought());
                leftOut.add(Summary.Reason.ERASED, kept.erased());
                done += batch.size();
                passed(batch.size());
                tell(stage, done, expected);
            });
        }

        /** All of a batch, in one transaction. */
        private Kept keep(List<T> batch, List<P> prepared) {
            for (var attempt = 1; ; attempt++) {
                try {
                    return history.alone(brand, () -> kept(batch, prepared));
                } catch (DuplicateKeyException meanwhile) { // somebody of them has just written here
                    if (attempt == MOST_ATTEMPTS) {
                        throw meanwhile;
                    }
                }
            }
        }

        private Kept kept(List<T> batch, List<P> prepared) {
            var met = meet.apply(batch.stream()
                    .map(author)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList());
            var wanted = met.erased().isEmpty()
                    ? prepared
                    : IntStream.range(0, batch.size())
                            .filter(i -> !isErased(batch.get(i), met))
                            .mapToObj(prepared::get)
                            .toList();
            return new Kept(
                    met,
                    bring.apply(
                            wanted,
                            stranger -> Objects.requireNonNull(met.byKey().get(stranger.key()))),
                    prepared.size() - wanted.size());
        }

        /** Whoever had it erased does not find it here again. */
        private boolean isErased(T row, Met met) {
            var who = author.apply(row);
            return who != null && met.erased().contains(who.key());
        }
    }

    private record Kept(Met met, Brought brought, int erased) {}

    /** A batch on a thread of its own: PostgreSQL works on it while the next one is read. */
    private static final class Writing {
        private final FutureTask<Kept> task;
        private final Consumer<Kept> then;

        Writing(Callable<Kept> work, Consumer<Kept> then) {
            this.task = new FutureTask<>(work);
            this.then = then;
            Thread.ofPlatform().name("import-writer").daemon().start(task);
        }

        /** On the thread of the import. */
        void told() {
            awaitQuietly();
            switch (task.state()) {
                case SUCCESS -> then.accept(task.resultNow());
                case FAILED -> {
                    switch (task.exceptionNow()) {
                        case RuntimeException e -> throw e;
                        case Error e -> throw e;
                        case Throwable e -> throw new IllegalStateException(e);
                    }
                }
                case RUNNING, CANCELLED -> throw new IllegalStateException("Nobody ends it before its time");
            }
        }

        /** However often somebody asks to hurry: half a batch is none. */
        void awaitQuietly() {
            var interrupted = false;
            while (!task.isDone()) {
                try {
                    task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException toldLater) {
                    break;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

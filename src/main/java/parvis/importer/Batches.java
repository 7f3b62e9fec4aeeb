package parvis.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import parvis.brand.Brand;
import parvis.conversation.History;
import parvis.conversation.History.Brought;
import parvis.importer.Progress.Stage;
import parvis.person.PersonId;
import parvis.person.Strangers;
import parvis.person.Strangers.Stranger;

/** Rows on their way into a brand: a thousand of a kind at a time, with those who wrote them, in one transaction. */
final class Batches {
    static final int SIZE = 1_000;

    private final History history;
    private final Strangers strangers;
    private final Brand brand;
    private final Site site;
    private final Consumer<Progress> progress;
    private long people;

    Batches(History history, Strangers strangers, Brand brand, Site site, Consumer<Progress> progress) {
        this.history = history;
        this.strangers = strangers;
        this.brand = brand;
        this.site = site;
        this.progress = progress;
    }

    /** How many people were not known before. */
    long people() {
        return people;
    }

    /**
     * @param expected how many rows there will be
     * @param bring is given a batch and who its authors are here
     */
    <T> Batch<T> of(
            Stage stage,
            long expected,
            Function<T, Stranger> author,
            BiFunction<List<T>, Function<Stranger, PersonId>, Brought> bring) {
        return new Batch<>(stage, expected, author, bring);
    }

    final class Batch<T> {
        private final Stage stage;
        private final long expected;
        private final Function<T, Stranger> author;
        private final BiFunction<List<T>, Function<Stranger, PersonId>, Brought> bring;
        private final List<T> rows = new ArrayList<>();
        private Brought brought = Brought.NOTHING;
        private long done;

        private Batch(
                Stage stage,
                long expected,
                Function<T, Stranger> author,
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

        private void flush() {
            if (rows.isEmpty()) {
                return;
            }
            brought = brought.and(history.alone(brand, () -> {
                var met = strangers.meet(
                        brand.id(), site.source(), rows.stream().map(author).toList());
                people += met.made();
                return bring.apply(
                        rows, stranger -> Objects.requireNonNull(met.byKey().get(stranger.key())));
            }));
            done += rows.size();
            rows.clear();
            progress.accept(new Progress(stage, done, expected));
        }
    }
}

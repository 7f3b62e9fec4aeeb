package parvis.importer;

import java.nio.file.Path;
import java.util.Objects;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;

/** Brings a brand's past, from wherever it is. Each batch is there whole or not at all; repeating doubles nothing. */
@Component
public class Imports {
    private final StackExchange stackExchange;
    private final Discourse discourse;
    private final Mbox mbox;
    private final Csv csv;

    Imports(StackExchange stackExchange, Discourse discourse, Mbox mbox, Csv csv) {
        this.stackExchange = stackExchange;
        this.discourse = discourse;
        this.mbox = mbox;
        this.csv = csv;
    }

    /** @throws DumpRefused when the source is not what it should be */
    public Summary bring(Brand brand, Order order, Listener listener) {
        return switch (order.kind()) {
            case STACKEXCHANGE ->
                stackExchange.bring(brand, Path.of(order.source()), order.site(), order.called(), listener);
            case DISCOURSE ->
                order.isAsked()
                        ? discourse.ask(brand, order.source(), order.key(), order.user(), listener)
                        : discourse.read(brand, Path.of(order.source()), order.site(), order.called(), listener);
            case MBOX -> mbox.bring(brand, Path.of(order.source()), order.own(), listener);
            case CSV -> {
                var file = Path.of(order.source());
                yield csv.bring(
                        brand,
                        Table.of(file),
                        Objects.requireNonNull(order.mapping()),
                        order.called() == null ? name(file) : order.called(),
                        order.own(),
                        listener);
            }
        };
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }
}

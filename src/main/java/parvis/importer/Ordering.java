package parvis.importer;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.importer.Run.State;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.Visitor;
import parvis.text.Clean;
import parvis.web.NotAllowed;

/** Owners begin imports, change how a table is read, stop them and let them go on. */
@Component
class Ordering {
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_KEY = 200;

    sealed interface Outcome {
        record Begun(UUID run) implements Outcome {}

        /** @param key of the words that say why */
        record Refused(String key, Object... arguments) implements Outcome {}
    }

    private final Runs runs;
    private final SentFiles uploads;
    private final Running running;
    private final Transactions transactions;
    private final Audit audit;
    private final Ledger ledger;
    private final Clock clock;

    Ordering(
            Runs runs,
            SentFiles uploads,
            Running running,
            Transactions transactions,
            Audit audit,
            Ledger ledger,
            Clock clock) {
        this.runs = runs;
        this.uploads = uploads;
        this.running = running;
        this.transactions = transactions;
        this.audit = audit;
        this.ledger = ledger;
        this.clock = clock;
    }

    Outcome begin(Brand brand, Visitor visitor, ImportForm form) {
        var kind = Kind.of(form.field("kind"));
        var outcome =
                kind.isEmpty() ? new Outcome.Refused("importer.page.kind") : begin(brand, visitor, kind.get(), form);
        if (outcome instanceof Outcome.Refused && form.upload() instanceof SentFiles.Outcome.Kept(var file)) {
            uploads.forget(file);
        }
        return outcome;
    }

    private Outcome begin(Brand brand, Visitor visitor, Kind kind, ImportForm form) {
        // what only another kind asks for may have been typed before that was chosen
        var address = kind == Kind.DISCOURSE || kind == Kind.STACKEXCHANGE ? form.field("address") : "";
        if (!address.isEmpty() && Site.ofAddress(kind, address).isEmpty()) {
            return new Outcome.Refused("importer.site.wrong", address);
        }
        var own = Arrays.stream(form.field("own").split("[\\s,;]+"))
                .filter(one -> !one.isEmpty())
                .toList();
        return switch (form.upload()) {
            case null ->
                kind == Kind.DISCOURSE && !address.isEmpty()
                        ? ask(brand, visitor, address, form)
                        : new Outcome.Refused("importer.page.file");
            case SentFiles.Outcome.Empty() -> new Outcome.Refused("importer.page.empty");
            case SentFiles.Outcome.TooLarge() -> new Outcome.Refused("importer.page.too-large");
            case SentFiles.Outcome.NoRoom() -> new Outcome.Refused("importer.page.no-room");
            case SentFiles.Outcome.Kept(var file) -> {
                var name = form.name() == null ? "?" : form.name();
                yield take(brand, visitor, kind, file, name, address.isEmpty() ? null : address, own);
            }
        };
    }

    private Outcome ask(Brand brand, Visitor visitor, String address, ImportForm form) {
        var written = address.contains("://") ? address : "https://" + address;
        var key = Clean.line(form.field("key"), LONGEST_KEY).text();
        var user = Clean.line(form.field("user"), LONGEST_KEY).text();
        var order = new Order(
                Kind.DISCOURSE,
                written,
                null,
                List.of(),
                key.isEmpty() ? null : key,
                user.isEmpty() ? null : user,
                null,
                null);
        return add(brand, visitor, written, null, order, State.WAITING);
    }

    private Outcome take(
            Brand brand, Visitor visitor, Kind kind, UUID file, String name, @Nullable String site, List<String> own) {
        var path = uploads.find(file).orElseThrow();
        if (kind == Kind.MBOX && !Mbox.isMbox(path)) {
            return new Outcome.Refused("importer.refused.no_mailbox", name);
        }
        Mapping mapping = null;
        try {
            switch (kind) {
                case STACKEXCHANGE -> DumpFiles.of(path).close();
                case CSV -> mapping = Mapping.guess(Table.of(path));
                default -> {}
            }
        } catch (DumpRefused refused) {
            return new Outcome.Refused("importer.refused." + refused.reason().word(), name, refused.detail());
        }
        var order = new Order(kind, name, site, own, null, null, mapping, name.replaceFirst("\\.[^.]*$", ""));
        return add(brand, visitor, name, file, order, mapping == null ? State.WAITING : State.MAPPING);
    }

    private Outcome add(Brand brand, Visitor visitor, String name, @Nullable UUID file, Order order, State state) {
        var by = teammate(visitor);
        var id = Ids.next();
        transactions.run(brand.id(), () -> {
            runs.add(
                    brand.id(),
                    id,
                    Clean.line(name, LONGEST_NAME).text(),
                    file,
                    order,
                    state,
                    by.id().value(),
                    clock.instant());
            told(brand, visitor, id, "import.begun", order.kind());
        });
        running.wake();
        return new Outcome.Begun(id);
    }

    void go(Brand brand, Visitor visitor, Run run, @Nullable Mapping mapping) {
        teammate(visitor);
        var order = run.order();
        var wanted = new Order(
                order.kind(),
                order.source(),
                order.site(),
                order.own(),
                order.key(),
                order.user(),
                mapping == null ? order.mapping() : mapping,
                order.called());
        transactions.run(brand.id(), () -> {
            if (runs.wait(run.id(), wanted)) {
                told(brand, visitor, run.id(), "import.continued", order.kind());
            }
        });
        running.wake();
    }

    void halt(Brand brand, Visitor visitor, Run run) {
        teammate(visitor);
        transactions.run(brand.id(), () -> {
            if (runs.halt(run.id(), clock.instant())) {
                told(brand, visitor, run.id(), "import.halted", run.order().kind());
            }
        });
    }

    private static Teammate teammate(Visitor visitor) {
        return visitor.asTeammate()
                .filter(teammate -> teammate.may(Permission.IMPORT_PAST))
                .orElseThrow(NotAllowed::new);
    }

    private void told(Brand brand, Visitor visitor, UUID run, String what, Kind kind) {
        var now = clock.instant();
        audit.write(
                brand.id(), now, visitor.actor(), what, "import", run, visitor.address(), Map.of("kind", kind.word()));
        ledger.write(new LedgerEvent(
                brand.id(), now, what, visitor.actor(), "import", run, null, How.DIRECT, Map.of("kind", kind.word())));
    }
}

package parvis.change;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Transactions;

/** Writes the change log. */
@Component
public class Changes {
    private final JdbcClient db;
    private final Wake wake;
    private final ObjectProvider<ChangedHere> here;

    Changes(JdbcClient db, Wake wake, ObjectProvider<ChangedHere> here) {
        this.db = db;
        this.wake = wake;
        this.here = here;
    }

    /** Inside the transaction that makes the change, so that both are kept or neither. */
    public void record(BrandId brand, Change.Kind kind, UUID id) {
        db.sql("insert into change.entry (brand, kind, id) values (?, ?, ?)")
                .params(brand.value(), kind.name().toLowerCase(Locale.ROOT), id)
                .update();
        Transactions.afterCommit(() -> tell(brand, kind, List.of(id)));
    }

    /** The same for many at once. */
    public void recordAll(BrandId brand, Change.Kind kind, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        db.sql("insert into change.entry (brand, kind, id) select :brand, :kind, unnest(:ids)")
                .param("brand", brand.value())
                .param("kind", kind.name().toLowerCase(Locale.ROOT))
                .param("ids", Columns.uuids(ids))
                .update();
        Transactions.afterCommit(() -> tell(brand, kind, ids));
    }

    /** After the transaction, by a program that has no reader of its own, such as a command: every node looks at once. */
    public void wakeEveryNode() {
        db.sql("select pg_notify('parvis_change', '')").query(String.class).optional();
    }

    private void tell(BrandId brand, Change.Kind kind, Collection<UUID> ids) {
        here.forEach(listener -> listener.changedHere(brand, kind, ids));
        wake.here();
    }
}

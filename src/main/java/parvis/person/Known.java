package parvis.person;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Rows;
import parvis.privacy.Whom;
import parvis.privacy.Whom.Handle;
import parvis.privacy.Whom.Name;

/** Everything by which a brand knows somebody. Calls belong inside a transaction of the brand. */
@Component
public class Known {
    private final JdbcClient db;

    Known(JdbcClient db) {
        this.db = db;
    }

    /** Empty for nobody, and for whoever was erased. */
    public Optional<Whom> whom(Brand brand, PersonId id) {
        record Self(
                String name,
                String handle,
                @org.jspecify.annotations.Nullable UUID account,
                String accountName,
                String email) {}
        return db.sql("""
                select p.name, p.handle, p.account, coalesce(a.name, '') as account_name, coalesce(a.email, '') as email
                  from person.person p left join person.account a on a.id = p.account
                 where p.id = ? and p.erased_at is null
                """)
                .param(id.value())
                .query((row, n) -> new Self(
                        row.getString("name"),
                        row.getString("handle"),
                        Rows.uuidOrNull(row, "account"),
                        row.getString("account_name"),
                        row.getString("email")))
                .optional()
                .map(self -> {
                    var addresses = new LinkedHashSet<String>();
                    var handles = new ArrayList<Handle>();
                    var keys = new ArrayList<String>();
                    handles.add(new Handle("", self.handle()));
                    if (!self.email().isEmpty()) {
                        addresses.add(self.email());
                        keys.add("email " + self.email());
                    }
                    db.sql("select kind, value from person.identity where person = ? order by at, id")
                            .param(id.value())
                            .query(row -> {
                                var kind = row.getString("kind");
                                var value = row.getString("value");
                                keys.add(kind + " " + value);
                                if (kind.equals("email")) {
                                    addresses.add(value.toLowerCase(Locale.ROOT));
                                } else if (kind.startsWith("handle:")) {
                                    handles.add(new Handle(kind.substring("handle:".length()), value));
                                }
                            });
                    return new Whom(
                            brand.id(),
                            id.value(),
                            names(id, self.name(), self.accountName()),
                            List.copyOf(addresses),
                            handles,
                            List.copyOf(new LinkedHashSet<>(keys)),
                            self.account(),
                            brand.language());
                });
    }

    private List<Name> names(PersonId id, String name, String accountName) {
        var names = new LinkedHashSet<String>();
        names.add(name.strip());
        names.add(accountName.strip());
        names.remove("");
        return names.stream().map(one -> new Name(one, isTheirsAlone(id, one))).toList();
    }

    private boolean isTheirsAlone(PersonId id, String name) {
        return !Objects.requireNonNull(db.sql("""
                select exists (select 1 from person.person where lower(name) = lower(:name) and id <> :id)
                    or exists (select 1 from brand.teammate where lower(name) = lower(:name))
                """)
                .param("name", name)
                .param("id", id.value())
                .query(Boolean.class)
                .single());
    }
}

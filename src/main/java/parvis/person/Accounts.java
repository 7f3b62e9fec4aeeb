package parvis.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Ids;
import parvis.database.Rows;

/** Accounts as PostgreSQL keeps them; they belong to no brand. */
@Component
public class Accounts {
    private final JdbcClient db;

    Accounts(JdbcClient db) {
        this.db = db;
    }

    public Optional<Account> byEmail(String email) {
        return db.sql("select * from person.account where email = ?")
                .param(EmailAddress.normal(email))
                .query(Accounts::account)
                .optional();
    }

    public Optional<Account> byId(UUID id) {
        return db.sql("select * from person.account where id = ?")
                .param(id)
                .query(Accounts::account)
                .optional();
    }

    /** The account of an address, made when there is none; the name is only used for a new one. */
    public Account of(String email, String name, @Nullable String language, Instant at) {
        var normal = EmailAddress.normal(email);
        db.sql(
                        "insert into person.account (id, email, name, language, created_at) values (?, ?, ?, ?, ?) on conflict (email) do nothing")
                .params(Ids.next(), normal, name)
                .param(language)
                .param(Rows.time(at))
                .update();
        return byEmail(normal).orElseThrow();
    }

    static Account account(ResultSet row, int n) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                Rows.textOrNull(row, "language"));
    }
}

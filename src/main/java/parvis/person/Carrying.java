package parvis.person;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/**
 * Somebody who works at two houses goes from one to the other without signing in again: a secret that opens a session there, once,
 * within a minute, in the same browser, while the session here is open.
 */
@Component
class Carrying {
    static final Duration VALID = Duration.ofMinutes(1);

    private final JdbcClient db;
    private final Transactions transactions;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Team team;
    private final Audit audit;
    private final Ledger ledger;

    Carrying(
            JdbcClient db,
            Transactions transactions,
            Accounts accounts,
            Sessions sessions,
            Team team,
            Audit audit,
            Ledger ledger) {
        this.db = db;
        this.transactions = transactions;
        this.accounts = accounts;
        this.sessions = sessions;
        this.team = team;
        this.audit = audit;
        this.ledger = ledger;
    }

    /** Empty when they do not work there, or their session is for one house only. */
    Optional<String> begin(Sessions.Session session, Brand to, String agent, Instant at) {
        if (session.onlyAt() != null || !worksAt(to, session.account().id())) {
            return Optional.empty();
        }
        var token = Secrets.next();
        db.sql("delete from person.carried where expires_at <= ?")
                .param(Rows.time(at))
                .update();
        db.sql("insert into person.carried (hash, session, towards, agent, expires_at) values (?, ?, ?, ?, ?)")
                .params(Secrets.hash(token), session.id(), to.id().value(), agent, Rows.time(at.plus(VALID)))
                .update();
        return Optional.of(token);
    }

    /** Whose it is, without using it: programs look into every link. */
    Optional<Account> look(Brand here, String token, String agent, Instant now) {
        return db.sql("""
                select s.account from person.carried c join person.session s on s.id = c.session
                 where c.hash = ? and c.towards = ? and c.agent = ? and c.expires_at > ? and s.expires_at > ?
                """)
                .params(Secrets.hash(token), here.id().value(), agent, Rows.time(now), Rows.time(now))
                .query((row, n) -> Rows.uuid(row, "account"))
                .optional()
                .filter(account -> worksAt(here, account))
                .flatMap(accounts::byId);
    }

    /** Uses it: gives the token of a session here. */
    Optional<String> end(Brand here, String token, String agent, String origin, Instant at) {
        record Used(UUID session, UUID account, BrandId towards, String agent, boolean open) {}
        return transactions.in(
                here.id(),
                () -> db.sql("""
                        delete from person.carried c using person.session s where c.hash = ? and s.id = c.session
                        returning c.session, s.account, c.towards, c.agent, c.expires_at > ? and s.expires_at > ? as open
                        """)
                        .params(Secrets.hash(token), Rows.time(at), Rows.time(at))
                        .query((row, n) -> new Used(
                                Rows.uuid(row, "session"),
                                Rows.uuid(row, "account"),
                                new BrandId(Rows.uuid(row, "towards")),
                                row.getString("agent"),
                                row.getBoolean("open")))
                        .optional()
                        .filter(used -> used.open()
                                && used.towards().equals(here.id())
                                && used.agent().equals(agent)
                                && worksAt(here, used.account()))
                        .map(used -> {
                            told(here, used.account(), origin, at);
                            return sessions.carry(used.session(), agent, at);
                        }));
    }

    private void told(Brand here, UUID account, String origin, Instant at) {
        var actor = Actor.teammate(
                team.byAccount(here.id(), account).orElseThrow().id().value());
        var facts = Map.<String, Object>of("by", "another-house");
        audit.write(here.id(), at, actor, "signed.in", "account", account, origin, facts);
        ledger.write(new LedgerEvent(
                here.id(), at, "account.signed-in", actor, "account", account, null, How.DIRECT, facts));
    }

    private boolean worksAt(Brand brand, UUID account) {
        return team.byAccount(brand.id(), account).isPresent();
    }
}

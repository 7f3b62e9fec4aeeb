package parvis.person;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
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

/** Signing in by a link sent to an e-mail address. */
@Component
public class SignIn {
    public static final Duration VALID = Duration.ofMinutes(30);

    /** Somebody asked for a link; whoever sends mail sends it. Holds the secret, so it never leaves this process. */
    public record SignInLinkMade(BrandId brand, String email, String token, String language, Instant at) {}

    /** A link was opened by its button. */
    public record Opened(String session, String returnTo) {}

    private final JdbcClient db;
    private final Transactions transactions;
    private final Accounts accounts;
    private final Sessions sessions;
    private final People people;
    private final Passkeys passkeys;
    private final Team team;
    private final Audit audit;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    SignIn(
            JdbcClient db,
            Transactions transactions,
            Accounts accounts,
            Sessions sessions,
            People people,
            Passkeys passkeys,
            Team team,
            Audit audit,
            Ledger ledger,
            ApplicationEventPublisher events) {
        this.db = db;
        this.transactions = transactions;
        this.accounts = accounts;
        this.sessions = sessions;
        this.people = people;
        this.passkeys = passkeys;
        this.team = team;
        this.audit = audit;
        this.ledger = ledger;
        this.events = events;
    }

    /** Makes a link and has it sent. Nobody learns whether the address is known. */
    public void request(Brand brand, String email, String returnTo, String language, Instant at) {
        transactions.run(
                brand.id(),
                () -> events.publishEvent(new SignInLinkMade(
                        brand.id(), EmailAddress.normal(email), link(email, returnTo, false, at), language, at)));
    }

    /** A link for whoever stands at the console, or in the demo: made, not sent. */
    public String link(String email, String returnTo, Instant at) {
        return link(email, returnTo, true, at);
    }

    private String link(String email, String returnTo, boolean atConsole, Instant at) {
        var token = Secrets.next();
        db.sql(
                        "insert into person.sign_in_link (hash, email, return_to, at_console, created_at, expires_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        Secrets.hash(token),
                        EmailAddress.normal(email),
                        returnTo,
                        atConsole,
                        Rows.time(at),
                        Rows.time(at.plus(VALID)))
                .update();
        return token;
    }

    /** What became of a link so far. */
    sealed interface Link {
        /** @param name of the account, empty when it is new */
        record Open(String name) implements Link {}

        record Used(String returnTo) implements Link {}

        /** Too old, or none of ours. */
        record Gone(String returnTo) implements Link {}
    }

    Link look(String token, Instant now) {
        return db.sql("""
                select l.return_to, l.used_at is not null as used, l.expires_at > ? as valid, coalesce(a.name, '') as name
                  from person.sign_in_link l left join person.account a on a.email = l.email
                 where l.hash = ?
                """)
                .params(Rows.time(now), Secrets.hash(token))
                .query((row, n) -> {
                    if (row.getBoolean("used")) {
                        return new Link.Used(row.getString("return_to"));
                    }
                    return row.getBoolean("valid")
                            ? new Link.Open(row.getString("name"))
                            : new Link.Gone(row.getString("return_to"));
                })
                .optional()
                .orElseGet(() -> new Link.Gone("/"));
    }

    /** Uses a link once: opens a session, and makes the account and the person when they are new. Empty when it is spent. */
    public Optional<Opened> open(Brand brand, String token, String agent, How how, String origin, Instant at) {
        return transactions.in(
                brand.id(),
                () -> db.sql("""
                        update person.sign_in_link set used_at = ?
                         where hash = ? and used_at is null and expires_at > ?
                        returning email, return_to, at_console
                        """)
                        .params(Rows.time(at), Secrets.hash(token), Rows.time(at))
                        .query((row, n) -> new Spent(
                                row.getString("email"), row.getString("return_to"), row.getBoolean("at_console")))
                        .optional()
                        .map(link -> new Opened(
                                enter(brand, link.email(), agent, how, link.atConsole(), origin, at),
                                link.returnTo())));
    }

    private record Spent(String email, String returnTo, boolean atConsole) {}

    /** Opens a session for an address that is proved already; whoever shows more than that is asked for it next. */
    public String enter(Brand brand, String email, String agent, How how, String origin, Instant at) {
        return enter(brand, email, agent, how, false, origin, at);
    }

    private String enter(Brand brand, String email, String agent, How how, boolean strong, String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            var account = accounts.of(email, nameFrom(email), null, at);
            told(brand, account, how, origin, at, Map.of());
            return sessions.open(account.id(), agent, how, strong, at);
        });
    }

    /** Opens a session at this brand alone for somebody for whom its identity provider vouches. */
    public String vouched(Brand brand, Account account, String agent, String origin, Instant at) {
        return transactions.in(brand.id(), () -> {
            told(brand, account, How.DIRECT, origin, at, Map.of("by", "provider"));
            return sessions.openAt(brand.id(), account.id(), agent, How.DIRECT, at);
        });
    }

    private void told(Brand brand, Account account, How how, String origin, Instant at, Map<String, Object> detail) {
        var actor = team.byAccount(brand.id(), account.id())
                .map(t -> Actor.teammate(t.id().value()))
                .orElseGet(() -> Actor.person(
                        people.ofAccount(brand.id(), account, how, at).value()));
        audit.write(brand.id(), at, actor, "signed.in", "account", account.id(), origin, detail);
        ledger.write(new LedgerEvent(
                brand.id(), at, "account.signed-in", actor, "account", account.id(), null, how, detail));
    }

    /**
     * Opens a session for whoever shows a passkey of this house; empty when it opens nothing.
     *
     * @param answer what the device signed, as the browser tells it
     */
    Optional<String> byPasskey(
            Brand brand, Site site, String answer, String agent, How how, String origin, Instant at) {
        return transactions.in(brand.id(), () -> switch (passkeys.show(
                Challenges.Purpose.ENTER, null, site, answer, at)) {
            case Passkeys.Shown.By(var account, var passkey) ->
                accounts.byId(account).map(known -> enter(brand, known.email(), agent, how, true, origin, at));
            case Passkeys.Shown.Copied(var account, var passkey) -> {
                copied(brand, account, passkey, origin, at);
                yield Optional.<String>empty();
            }
            case Passkeys.Shown.Refused() -> Optional.<String>empty();
        });
    }

    private void copied(Brand brand, UUID account, UUID passkey, String origin, Instant at) {
        var actor = team.byAccount(brand.id(), account)
                .map(t -> Actor.teammate(t.id().value()))
                .orElse(Actor.READER);
        audit.write(brand.id(), at, actor, "passkey.copied", "passkey", passkey, origin, Map.of());
    }

    /** For whoever has none yet. */
    public static String nameFrom(String email) {
        var local = email.substring(0, email.indexOf('@'))
                .replaceAll("[._+-]+", " ")
                .strip();
        return local.isEmpty() ? "?" : Character.toUpperCase(local.charAt(0)) + local.substring(1);
    }
}

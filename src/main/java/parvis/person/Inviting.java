package parvis.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.text.Slug;
import parvis.web.RateLimits;

/** Asking somebody to work here, by a link that is sent to them and opens once. */
@Component
public class Inviting {
    public static final Duration VALID = Duration.ofDays(7);
    private static final int MOST = 30;
    private static final Duration PER = Duration.ofHours(1);

    public enum Outcome {
        DONE,
        /** No address that could be. */
        UNREADABLE,
        /** The house itself takes mail there: whoever reads it would come in. */
        HOUSES,
        /** They work here already. */
        HERE,
        /** They are invited already: that can be renewed. */
        INVITED,
        LATER,
        /** There is none any more. */
        GONE,
        NOT_ALLOWED
    }

    /** An invitation was made or renewed; whoever sends mail sends it. Holds the secret, so it never leaves this process. */
    public record InvitationMade(
            BrandId brand, String email, String token, Role role, String by, String language, Instant at) {}

    private final Transactions transactions;
    private final JdbcClient db;
    private final Accounts accounts;
    private final Team team;
    private final SignIn signIn;
    private final Audit audit;
    private final Ledger ledger;
    private final RateLimits limits;
    private final ApplicationEventPublisher events;

    Inviting(
            Transactions transactions,
            JdbcClient db,
            Accounts accounts,
            Team team,
            SignIn signIn,
            Audit audit,
            Ledger ledger,
            RateLimits limits,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.db = db;
        this.accounts = accounts;
        this.team = team;
        this.signIn = signIn;
        this.audit = audit;
        this.ledger = ledger;
        this.limits = limits;
        this.events = events;
    }

    /** Those who have not come yet, the newest first; also those whose link is too old. */
    public List<Invitation> of(Brand brand) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select * from person.invitation order by created_at desc, id desc")
                        .query(Inviting::invitation)
                        .list());
    }

    public Outcome invite(Brand brand, String typed, Role role, Visitor by, Instant at) {
        var teammate = by.teammate();
        if (teammate == null || !by.may(Permission.SET_TEAM)) {
            return Outcome.NOT_ALLOWED;
        }
        var email = EmailAddress.normal(typed);
        if (!EmailAddress.isPlausible(email)) {
            return Outcome.UNREADABLE;
        }
        if (brand.mails().contains(email)) {
            return Outcome.HOUSES;
        }
        if (accounts.byEmail(email)
                .flatMap(account -> team.byAccount(brand.id(), account.id()))
                .isPresent()) {
            return Outcome.HERE;
        }
        if (!limits.take("invite", by.source(), MOST, PER).isZero()) {
            return Outcome.LATER;
        }
        var token = Secrets.next();
        return transactions.in(brand.id(), () -> {
            var id = Ids.next();
            var made = db.sql("""
                    insert into person.invitation (brand, id, email, role, hash, invited_by, created_at, expires_at)
                    values (:brand, :id, :email, :role, :hash, :by, :at, :expires)
                    on conflict (brand, email) do nothing
                    """)
                    .param("brand", brand.id().value())
                    .param("id", id)
                    .param("email", email)
                    .param("role", role.word())
                    .param("hash", Secrets.hash(token))
                    .param("by", teammate.id().value())
                    .param("at", Rows.time(at))
                    .param("expires", Rows.time(at.plus(VALID)))
                    .update();
            if (made == 0) {
                return Outcome.INVITED;
            }
            told(brand, "teammate.invited", id, role, by, at);
            send(brand, email, token, role, teammate, at);
            return Outcome.DONE;
        });
    }

    /** Sends another link, for as long again; the one before opens nothing any more. */
    public Outcome renew(Brand brand, UUID id, Visitor by, Instant at) {
        var teammate = by.teammate();
        if (teammate == null || !by.may(Permission.SET_TEAM)) {
            return Outcome.NOT_ALLOWED;
        }
        if (!limits.take("invite", by.source(), MOST, PER).isZero()) {
            return Outcome.LATER;
        }
        var token = Secrets.next();
        return transactions.in(brand.id(), () -> {
            var renewed = db.sql("""
                    update person.invitation set hash = ?, invited_by = ?, expires_at = ? where id = ? returning *
                    """)
                    .params(Secrets.hash(token), teammate.id().value(), Rows.time(at.plus(VALID)), id)
                    .query(Inviting::invitation)
                    .optional();
            if (renewed.isEmpty()) {
                return Outcome.GONE;
            }
            told(brand, "invitation.renewed", id, renewed.get().role(), by, at);
            send(brand, renewed.get().email(), token, renewed.get().role(), teammate, at);
            return Outcome.DONE;
        });
    }

    public Outcome withdraw(Brand brand, UUID id, Visitor by, Instant at) {
        if (!by.may(Permission.SET_TEAM)) {
            return Outcome.NOT_ALLOWED;
        }
        return transactions.in(brand.id(), () -> {
            var withdrawn = db.sql("delete from person.invitation where id = ? returning *")
                    .param(id)
                    .query(Inviting::invitation)
                    .optional();
            withdrawn.ifPresent(invitation -> told(brand, "invitation.withdrawn", id, invitation.role(), by, at));
            return withdrawn.isPresent() ? Outcome.DONE : Outcome.GONE;
        });
    }

    /** What a link opens, while it does. */
    Optional<Invitation> look(Brand brand, String token, Instant at) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select * from person.invitation where hash = ? and expires_at > ?")
                        .params(Secrets.hash(token), Rows.time(at))
                        .query(Inviting::invitation)
                        .optional());
    }

    /**
     * Uses a link once: whoever holds the address works here from now on, with the account they have or a new one, and is
     * signed in.
     *
     * @param title what they do, in their words
     * @return the token of their session, or empty when the link opens nothing
     */
    Optional<String> accept(
            Brand brand,
            String token,
            String name,
            String title,
            String language,
            String agent,
            String origin,
            Instant at) {
        return transactions.in(brand.id(), () -> {
            var used = db.sql("delete from person.invitation where hash = ? and expires_at > ? returning *")
                    .params(Secrets.hash(token), Rows.time(at))
                    .query(Inviting::invitation)
                    .optional();
            return used.map(invitation -> {
                var account = accounts.of(invitation.email(), name, language, at);
                var me = team.welcome(
                        brand,
                        account.id(),
                        handle(name),
                        name,
                        invitation.role(),
                        new Brand.LocalText(title, title),
                        at,
                        Actor.teammate(invitation.by()));
                audit.write(
                        brand.id(),
                        at,
                        Actor.teammate(me.value()),
                        "invitation.accepted",
                        "teammate",
                        me.value(),
                        origin,
                        Map.of("role", invitation.role().word()));
                return signIn.enter(brand, invitation.email(), agent, How.MAIL, origin, at);
            });
        });
    }

    /** Theirs alone among those who work here and those who ask. */
    private String handle(String name) {
        var wanted = Slug.of(name.strip().split("\\s+")[0]);
        var taken = db.sql("""
                select handle from brand.teammate where handle = :wanted or handle like :more
                union select handle from person.person where handle = :wanted or handle like :more
                """)
                .param("wanted", wanted)
                .param("more", wanted + "-%")
                .query((row, n) -> row.getString("handle"))
                .list();
        var handle = wanted;
        for (int n = 2; taken.contains(handle); n++) {
            handle = wanted + "-" + n;
        }
        return handle;
    }

    private void send(Brand brand, String email, String token, Role role, Teammate by, Instant at) {
        var known = accounts.byEmail(email).orElse(null);
        var theirs = known == null ? null : known.language();
        var language = theirs == null ? brand.language() : theirs;
        events.publishEvent(new InvitationMade(brand.id(), email, token, role, by.name(), language, at));
    }

    private void told(Brand brand, String what, UUID id, Role role, Visitor by, Instant at) {
        var detail = Map.<String, Object>of("role", role.word());
        ledger.write(new LedgerEvent(brand.id(), at, what, by.actor(), "invitation", id, null, How.DIRECT, detail));
        audit.write(brand.id(), at, by.actor(), what, "invitation", id, by.address(), detail);
    }

    private static Invitation invitation(ResultSet row, int n) throws SQLException {
        return new Invitation(
                Rows.uuid(row, "id"),
                row.getString("email"),
                Role.of(row.getString("role")),
                Rows.uuid(row, "invited_by"),
                Rows.instant(row, "expires_at"));
    }
}

package parvis.provider;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.HouseKey;
import parvis.person.Sessions;
import parvis.person.Visitor;
import parvis.text.Clean;

/** Which identity provider a brand has, as its owner says; offered once it worked. */
@Component
class KeepingProvider {
    static final int MOST_DOMAINS = 20;

    /** What an owner types. @param secret empty to leave the one that is kept */
    record Wish(String issuer, String client, String secret, String domains, String label, boolean newcomers) {}

    sealed interface Outcome {
        record Done() implements Outcome {}

        /** @param field in which something is wrong @param why in words' keys */
        record Wrong(String field, String why) implements Outcome {}

        record Refused(Trouble trouble) implements Outcome {}

        record NotAllowed() implements Outcome {}
    }

    /** Somebody whom the provider calls by a name of its own. */
    record Link(UUID id, String name, String email, Instant at) {}

    private final Transactions transactions;
    private final JdbcClient db;
    private final Providers providers;
    private final Discovery discovery;
    private final HouseKey key;
    private final Sessions sessions;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;

    KeepingProvider(
            Transactions transactions,
            JdbcClient db,
            Providers providers,
            Discovery discovery,
            HouseKey key,
            Sessions sessions,
            Changes changes,
            Ledger ledger,
            Audit audit) {
        this.transactions = transactions;
        this.db = db;
        this.providers = providers;
        this.discovery = discovery;
        this.key = key;
        this.sessions = sessions;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** Reads what the provider publishes first, and keeps nothing when that cannot be used. */
    Outcome set(Brand brand, Wish typed, Visitor by, Instant at) {
        if (!by.may(Permission.SET_HOUSE)) {
            return new Outcome.NotAllowed();
        }
        var issuer = Clean.line(typed.issuer(), 500).text();
        var client = Clean.line(typed.client(), 200).text();
        var label = Clean.line(typed.label(), 60).text();
        var domains = domains(typed.domains());
        var before = providers.of(brand);
        if (issuer.isEmpty()) {
            return new Outcome.Wrong("issuer", "empty");
        }
        if (client.isEmpty()) {
            return new Outcome.Wrong("client", "empty");
        }
        if (typed.secret().isBlank() && before.isEmpty()) {
            return new Outcome.Wrong("secret", "empty");
        }
        if (domains.isEmpty()
                || domains.size() > MOST_DOMAINS
                || !domains.stream().allMatch(KeepingProvider::isDomain)) {
            return new Outcome.Wrong("domains", "domains");
        }
        if (label.isEmpty()) {
            return new Outcome.Wrong("label", "empty");
        }
        try {
            Discovery.address(java.net.URI.create(issuer));
            discovery.keys(discovery.anew(issuer), true);
        } catch (Stopped stopped) {
            return new Outcome.Refused(stopped.trouble());
        } catch (IllegalArgumentException noAddress) {
            return new Outcome.Refused(Trouble.ADDRESS);
        }
        var secret = typed.secret().isBlank() && before.isPresent()
                ? before.get().secret()
                : key.seal(typed.secret().strip().getBytes(StandardCharsets.UTF_8), Vouching.sealedFor(brand));
        var another = before.isEmpty()
                || !before.get().issuer().equals(issuer)
                || !before.get().client().equals(client)
                || !typed.secret().isBlank();
        keep(brand, new Provider(issuer, client, secret, domains, label, typed.newcomers(), null), another, by, at);
        return new Outcome.Done();
    }

    /** @param another whether it is to be tried anew before it is offered */
    private void keep(Brand brand, Provider provider, boolean another, Visitor by, Instant at) {
        transactions.run(brand.id(), () -> {
            db.sql("""
                    insert into provider.provider (brand, issuer, client, secret, domains, label, newcomers, set_at)
                    values (:brand, :issuer, :client, :secret, :domains, :label, :newcomers, :at)
                    on conflict (brand) do update set issuer = :issuer, client = :client, secret = :secret,
                        domains = :domains, label = :label, newcomers = :newcomers, set_at = :at,
                        tried_at = case when :another then null else provider.tried_at end
                    """)
                    .param("brand", brand.id().value())
                    .param("issuer", provider.issuer())
                    .param("client", provider.client())
                    .param("secret", provider.secret())
                    .param("domains", Columns.texts(provider.domains()))
                    .param("label", provider.label())
                    .param("newcomers", provider.newcomers())
                    .param("at", Rows.time(at))
                    .param("another", another)
                    .update();
            var facts = Map.<String, Object>of(
                    "issuer", provider.issuer(), "domains", provider.domains(), "newcomers", provider.newcomers());
            told(brand, "provider.set", brand.id().value(), by.actor(), by.address(), at, facts);
        });
    }

    /** Somebody came all the way: it is offered from now on. */
    void tried(Brand brand, Provider provider, Visitor by, Instant at) {
        transactions.run(brand.id(), () -> {
            var first = db.sql("""
                    update provider.provider set tried_at = ?
                     where tried_at is null and issuer = ? and client = ? and secret = ?
                    """)
                    .params(Rows.time(at), provider.issuer(), provider.client(), provider.secret())
                    .update();
            if (first > 0) {
                told(brand, "provider.opened", brand.id().value(), by.actor(), by.address(), at, Map.of());
            }
        });
    }

    /** Whom it vouched for is signed out, and known by their address again. */
    boolean remove(Brand brand, Visitor by, Instant at) {
        if (!by.may(Permission.SET_HOUSE)) {
            return false;
        }
        transactions.run(brand.id(), () -> {
            if (db.sql("delete from provider.provider").update() > 0) {
                db.sql("delete from provider.link").update();
                sessions.endAllAt(brand.id());
                told(brand, "provider.removed", brand.id().value(), by.actor(), by.address(), at, Map.of());
            }
        });
        return true;
    }

    /** Somebody is known by their address again, and signed out where the provider had let them in. */
    boolean unlink(Brand brand, UUID link, Visitor by, Instant at) {
        if (!by.may(Permission.SET_HOUSE)) {
            return false;
        }
        return transactions.in(brand.id(), () -> {
            var account = db.sql("delete from provider.link where id = ? returning account")
                    .param(link)
                    .query((row, n) -> Rows.uuid(row, "account"))
                    .optional();
            account.ifPresent(one -> {
                sessions.endAt(brand.id(), one);
                told(brand, "provider.unlinked", one, by.actor(), by.address(), at, Map.of());
            });
            return account.isPresent();
        });
    }

    List<Link> links(Brand brand) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select l.id, l.at, a.email, coalesce(t.name, a.name) as name
                          from provider.link l join person.account a on a.id = l.account
                          left join brand.teammate t on t.brand = l.brand and t.account = l.account
                         order by l.at desc, l.id limit 500
                        """)
                        .query((row, n) -> new Link(
                                Rows.uuid(row, "id"),
                                row.getString("name"),
                                row.getString("email"),
                                Rows.instant(row, "at")))
                        .list());
    }

    void told(
            Brand brand,
            String what,
            UUID subject,
            Actor by,
            @Nullable String origin,
            Instant at,
            Map<String, Object> facts) {
        var kind = subject.equals(brand.id().value()) ? "brand" : "account";
        changes.record(brand.id(), Change.Kind.BRAND, brand.id().value());
        ledger.write(new LedgerEvent(brand.id(), at, what, by, kind, subject, null, How.DIRECT, facts));
        audit.write(brand.id(), at, by, what, kind, subject, origin, facts);
    }

    static List<String> domains(String typed) {
        return Arrays.stream(
                        Clean.text(typed, 2_000).text().toLowerCase(Locale.ROOT).split("[\\s,;]+"))
                .map(one -> one.startsWith("@") ? one.substring(1) : one)
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
    }

    private static boolean isDomain(String text) {
        return text.length() <= 253
                && text.matches("(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+[\\p{L}\\p{N}-]{2,63}");
    }
}

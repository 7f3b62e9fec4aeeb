package parvis.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.How;

/**
 * Who is signed in, in PostgreSQL, so that every node knows: a random token in a cookie, of which the hash is kept.
 *
 * <p>A session ends 30 days after it was last used, and a year after it began at the latest.
 */
@Component
public class Sessions {
    static final Duration UNUSED = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(365);
    /** How stale "last used" may be, so that reading a page seldom writes. */
    private static final Duration COARSE = Duration.ofMinutes(10);

    /** A session that ended on another node is believed for so long: as everything that happens elsewhere. */
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    /**
     * Who is signed in, and how they first came.
     *
     * @param strong whether two factors were shown
     * @param proved when they last showed that it is them
     * @param device whether the account has numbers of a device
     * @param hosts at which it has passkeys
     * @param due until when whoever owns a house has time to set one up; null when nobody asked yet
     * @param onlyAt the brand that it opens, and no other; null when it opens all
     */
    public record Session(
            UUID id,
            Account account,
            How how,
            boolean strong,
            Instant proved,
            boolean device,
            Set<String> hosts,
            @Nullable Instant due,
            @Nullable BrandId onlyAt) {
        boolean opens(Brand brand) {
            return onlyAt == null || onlyAt.equals(brand.id());
        }

        /** Whether more than a link is asked for here. A passkey alone is asked for only of who owns the house. */
        boolean needsMore(boolean owner, Predicate<String> here) {
            return device || (owner && hosts.stream().anyMatch(here));
        }
    }

    /** One of somebody's, as they see it. */
    record Open(UUID id, String agent, Instant began, Instant seen) {}

    private final JdbcClient db;
    private final Cache<String, Found> remembered = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    Sessions(JdbcClient db) {
        this.db = db;
    }

    /** Opens a session and gives its token, which is told nobody else. */
    public String open(UUID account, String agent, How how, Instant at) {
        return open(account, agent, how, false, at);
    }

    /** @param strong whether two factors were shown */
    String open(UUID account, String agent, How how, boolean strong, Instant at) {
        return open(account, agent, how, strong, at, null, at);
    }

    /**
     * For whom somebody else vouches, at one brand alone. They showed us nothing themselves: before what is dangerous they do.
     */
    String openAt(BrandId brand, UUID account, String agent, How how, Instant at) {
        return open(account, agent, how, false, Instant.EPOCH, brand, at);
    }

    /** Another of whoever has this one. A device's numbers are theirs everywhere; a passkey counts where it was made. */
    String carry(UUID session, String agent, Instant at) {
        return db.sql("""
                select s.account, s.how, s.proved_at,
                       s.strong and exists (select from person.totp t where t.account = s.account and t.confirmed_at is not null) as strong
                  from person.session s where s.id = ?
                """)
                .param(session)
                .query((row, n) -> open(
                        Rows.uuid(row, "account"),
                        agent,
                        new How(row.getString("how")),
                        row.getBoolean("strong"),
                        Rows.instant(row, "proved_at"),
                        null,
                        at))
                .single();
    }

    private String open(
            UUID account, String agent, How how, boolean strong, Instant proved, @Nullable BrandId onlyAt, Instant at) {
        var token = Secrets.next();
        db.sql("""
                insert into person.session
                    (hash, id, account, created_at, seen_at, expires_at, agent, how, strong, proved_at, only_at)
                values (:hash, :id, :account, :at, :at, :expires, :agent, :how, :strong, :proved, :onlyAt)
                """)
                .param("hash", Secrets.hash(token))
                .param("id", Ids.next())
                .param("account", account)
                .param("at", Rows.time(at))
                .param("expires", Rows.time(at.plus(UNUSED)))
                .param("agent", agent.substring(0, Math.min(200, agent.length())))
                .param("how", how.value())
                .param("strong", strong)
                .param("proved", Rows.time(proved))
                .param("onlyAt", onlyAt == null ? null : onlyAt.value())
                .update();
        seen(account, at);
        return token;
    }

    /** Kept beside their sessions, which end. */
    private void seen(UUID account, Instant at) {
        db.sql("update person.account set seen_at = greatest(seen_at, :at) where id = :account")
                .param("at", Rows.time(at))
                .param("account", account)
                .update();
    }

    @SuppressWarnings("NullAway") // nothing is remembered of a token that opens nothing
    Optional<Session> find(String token, Instant now) {
        var found = remembered.get(token, unknown -> read(unknown, now));
        return Optional.ofNullable(found).filter(f -> f.expires().isAfter(now)).map(Found::session);
    }

    private @Nullable Found read(String token, Instant now) {
        var hash = Secrets.hash(token);
        var found = db.sql("""
                select a.*, s.id as session, s.how, s.strong, s.proved_at, s.seen_at, s.created_at as began, s.expires_at, s.only_at, f.due,
                       exists (select from person.totp t where t.account = a.id and t.confirmed_at is not null) as device,
                       array(select distinct k.host from person.passkey k where k.account = a.id) as hosts
                  from person.session s join person.account a on a.id = s.account
                  left join person.second_factor f on f.account = a.id
                 where s.hash = ? and s.expires_at > ?
                """)
                .params(hash, Rows.time(now))
                .query((row, n) -> new Found(
                        new Session(
                                Rows.uuid(row, "session"),
                                Accounts.account(row, n),
                                new How(row.getString("how")),
                                row.getBoolean("strong"),
                                Rows.instant(row, "proved_at"),
                                row.getBoolean("device"),
                                Set.of((String[]) row.getArray("hosts").getArray()),
                                Rows.instantOrNull(row, "due"),
                                onlyAt(row)),
                        Rows.instant(row, "seen_at"),
                        Rows.instant(row, "began"),
                        Rows.instant(row, "expires_at")))
                .optional();
        found.filter(f -> f.seen().isBefore(now.minus(COARSE))).ifPresent(f -> {
            var longest = f.began().plus(LONGEST);
            var expires = now.plus(UNUSED).isBefore(longest) ? now.plus(UNUSED) : longest;
            db.sql("update person.session set seen_at = ?, expires_at = ? where hash = ?")
                    .params(Rows.time(now), Rows.time(expires), hash)
                    .update();
            seen(f.session().account().id(), now);
        });
        return found.orElse(null);
    }

    private static @Nullable BrandId onlyAt(ResultSet row) throws SQLException {
        var brand = Rows.uuidOrNull(row, "only_at");
        return brand == null ? null : new BrandId(brand);
    }

    private record Found(Session session, Instant seen, Instant began, Instant expires) {}

    /** As it stands in the database, whatever this node remembers. */
    Optional<Session> again(Session session) {
        var token = remembered.asMap().entrySet().stream()
                .filter(entry -> entry.getValue().session().id().equals(session.id()))
                .map(Map.Entry::getKey)
                .findFirst();
        token.ifPresent(remembered::invalidate);
        return db.sql("select strong, proved_at from person.session where id = ?")
                .param(session.id())
                .query((row, n) -> new Session(
                        session.id(),
                        session.account(),
                        session.how(),
                        row.getBoolean("strong"),
                        Rows.instant(row, "proved_at"),
                        session.device(),
                        session.hosts(),
                        session.due(),
                        session.onlyAt()))
                .optional();
    }

    /** Somebody showed that it is them; once two factors were shown, they were. Inside the transaction in which it is told. */
    void prove(UUID session, UUID account, boolean strong, Instant at) {
        db.sql("update person.session set proved_at = ?, strong = strong or ? where id = ? and account = ?")
                .params(Rows.time(at), strong, session, account)
                .update();
        forget(account);
    }

    void close(String token) {
        db.sql("delete from person.session where hash = ?")
                .param(Secrets.hash(token))
                .update();
        remembered.invalidate(token);
    }

    /** Those of an account that are open, the last used first. */
    List<Open> of(UUID account, Instant now) {
        return db.sql("""
                select id, agent, created_at, seen_at from person.session where account = ? and expires_at > ?
                 order by seen_at desc, id limit 100
                """)
                .params(account, Rows.time(now))
                .query((row, n) -> new Open(
                        Rows.uuid(row, "id"),
                        row.getString("agent"),
                        Rows.instant(row, "created_at"),
                        Rows.instant(row, "seen_at")))
                .list();
    }

    /** @return whether it was open, and theirs */
    boolean end(UUID account, UUID session) {
        var ended = db.sql("delete from person.session where account = ? and id = ?")
                .params(account, session)
                .update();
        forget(account);
        return ended > 0;
    }

    /**
     * @param but which stays; null to end all
     * @return how many ended
     */
    int endAll(UUID account, @Nullable UUID but) {
        var ended = db.sql("delete from person.session where account = ? and id is distinct from ?")
                .param(account)
                .param(but)
                .update();
        forget(account);
        return ended;
    }

    /** Those of an account for which this brand's provider vouched. */
    public void endAt(BrandId brand, UUID account) {
        db.sql("delete from person.session where account = ? and only_at = ?")
                .params(account, brand.value())
                .update();
        forget(account);
    }

    /** All for which this brand's provider vouched. */
    public void endAllAt(BrandId brand) {
        db.sql("delete from person.session where only_at = ?")
                .param(brand.value())
                .update();
        Transactions.afterCommit(remembered::invalidateAll);
    }

    /** Once the running transaction has committed, this node asks again. */
    void forget(UUID account) {
        Transactions.afterCommit(() -> remembered
                .asMap()
                .values()
                .removeIf(found -> found.session().account().id().equals(account)));
    }

    /** Forgets what has ended. */
    public int sweep(Instant now) {
        return db.sql("delete from person.session where expires_at <= ?")
                        .param(Rows.time(now))
                        .update()
                + db.sql("delete from person.sign_in_link where expires_at <= ?")
                        .param(Rows.time(now.minus(Duration.ofDays(1))))
                        .update();
    }
}

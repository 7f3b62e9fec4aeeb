package parvis.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parvis.database.DataDirectory;
import parvis.database.DataDirectory.Access;

/** The victim's PostgreSQL, read past the program: what it keeps is counted by nobody who could be wrong in the same way. */
final class Inside implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Connection connection;
    private @Nullable PreparedStatement insertOwn;

    Inside(Path data) throws SQLException {
        if (!(DataDirectory.claimOrReach(data, PATIENCE) instanceof Access.Reached(var at))) {
            throw new IllegalStateException("No server runs on " + data);
        }
        var properties = new Properties();
        properties.setProperty("user", at.user());
        properties.setProperty("password", at.password());
        this.connection = DriverManager.getConnection(at.jdbcUrl("parvis"), properties);
    }

    long mails() throws SQLException {
        return count("select count(*) from mail.received");
    }

    /** Whether there are mails of which nobody has decided yet where they belong. Cheap: it is asked while they are sorted. */
    boolean hasMailsUnread() throws SQLException {
        return is("select exists(select from mail.received where state = 'accepted')");
    }

    /**
     * Letters like the one that there is, to leave now.
     *
     * @param awaited somebody waits before their screen for each; else each is one of many
     */
    void write(int letters, boolean awaited) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into notice.mail (brand, id, recipient, subject, plain, html, language, kind, awaited, created_at, state, next_at,
                                         sender, reply_to, message_id, earlier)
                select m.brand, gen_random_uuid(), 'reader-' || n || '@mel.example', m.subject, m.plain, m.html, m.language, m.kind,
                       ?, ?, 'waiting', ?, m.sender, m.reply_to, '<' || gen_random_uuid() || '@tilleul.test>', m.earlier
                  from (select * from notice.mail limit 1) m,
                       generate_series(1, ?) n
                """)) {
            var now = Timestamp.from(Clock.systemUTC().instant());
            insert.setBoolean(1, awaited);
            insert.setTimestamp(2, now);
            insert.setTimestamp(3, now);
            insert.setInt(4, letters);
            if (insert.executeUpdate() != letters) {
                throw new IllegalStateException("There is no letter to write others like");
            }
        }
    }

    /** Cheap, too. */
    boolean hasLettersWaiting() throws SQLException {
        return is("select exists(select from notice.mail where state in ('waiting', 'sending'))");
    }

    long lettersSent() throws SQLException {
        return count("select count(*) from notice.mail where state = 'sent' and message_id is not null");
    }

    /** A table like the one that keeps messages as they came, with its indexes, for nobody else. */
    void makeOwn() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create table if not exists public.bench_own (like conversation.raw including all)");
        }
    }

    /** One row, in a transaction of its own, on the disk when this returns. */
    void insertOwn(String id, String body) throws SQLException {
        if (insertOwn == null) {
            insertOwn = connection.prepareStatement("""
                    insert into public.bench_own (brand, id, channel, external_id, body, received_at, state, next_at)
                    values ('00000000-0000-0000-0000-000000000001', ?::uuid, 'api', ?, ?::jsonb, ?, 'accepted', ?)
                    """);
        }
        var now = Timestamp.from(Clock.systemUTC().instant());
        insertOwn.setString(1, id);
        insertOwn.setString(2, id);
        insertOwn.setString(3, body);
        insertOwn.setTimestamp(4, now);
        insertOwn.setTimestamp(5, now);
        insertOwn.executeUpdate();
    }

    /** Messages of which no conversation was made yet. Cheap: it is asked while they are. */
    boolean hasRawMessages() throws SQLException {
        return is("select exists(select from conversation.raw where state = 'accepted')");
    }

    /** The last public number that any brand gave, which is how many conversations were begun there. */
    long lastNumber() throws SQLException {
        return count("select max(last) from conversation.counter");
    }

    House house(Consumer<String> progress) {
        return new House(connection, progress);
    }

    /** The address part of some product of the demo's first brand. */
    String product() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select slug from brand.product where brand = (select brand from brand.brand where slug = 'tilleul') order by id limit 1")) {
            rows.next();
            return rows.getString(1);
        }
    }

    long count(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private boolean is(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

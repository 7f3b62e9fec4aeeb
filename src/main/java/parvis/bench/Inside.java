package parvis.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import parvis.database.DataDirectory;
import parvis.database.DataDirectory.Access;

/** The victim's PostgreSQL, read past the program: what it keeps is counted by nobody who could be wrong in the same way. */
final class Inside implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Connection connection;

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

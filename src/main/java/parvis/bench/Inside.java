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

    /** Mails of which nobody has decided yet where they belong. */
    long mailsUnread() throws SQLException {
        return count("select count(*) from mail.received where state = 'accepted'");
    }

    /** Letters like the longest one that there is, to leave now. */
    void write(int letters) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into notice.mail (brand, id, recipient, subject, plain, html, language, kind, awaited, created_at, state, next_at,
                                         sender, reply_to, message_id, earlier)
                select m.brand, gen_random_uuid(), 'reader-' || n || '@mel.example', m.subject, m.plain, m.html, m.language, m.kind,
                       m.awaited, ?, 'waiting', ?, m.sender, m.reply_to, '<' || gen_random_uuid() || '@tilleul.test>', m.earlier
                  from (select * from notice.mail order by sender is null, length(html) desc limit 1) m,
                       generate_series(1, ?) n
                """)) {
            var now = Timestamp.from(Clock.systemUTC().instant());
            insert.setTimestamp(1, now);
            insert.setTimestamp(2, now);
            insert.setInt(3, letters);
            if (insert.executeUpdate() != letters) {
                throw new IllegalStateException("There is no letter to write others like");
            }
        }
    }

    long lettersWaiting() throws SQLException {
        return count("select count(*) from notice.mail where state in ('waiting', 'sending')");
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

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

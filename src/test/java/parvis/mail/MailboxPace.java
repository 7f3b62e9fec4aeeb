package parvis.mail;

import java.time.Duration;
import parvis.mail.MailboxReader.Pace;

/** Pauses for a test: short, but for the one after a refused password. */
final class MailboxPace {
    static final Pace QUICK = new Pace(
            Duration.ofMillis(100),
            Duration.ofMillis(400),
            Duration.ofMinutes(10),
            Duration.ofMillis(200),
            // a test's server now and then forgets to tell of a mail that comes just when we begin to listen
            Duration.ofSeconds(7),
            Duration.ofMillis(300));

    private MailboxPace() {}
}

package parvis.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.mail.MailboxState;
import parvis.mail.MailboxStates;
import parvis.notice.Outgoing;
import parvis.settings.page.MailPage;
import parvis.settings.page.MailPage.CheckRow;
import parvis.settings.page.MailPage.Lately;
import parvis.settings.page.MailPage.MailboxRow;
import parvis.settings.page.MailPage.Record;
import parvis.settings.page.MailPage.SilenceRow;
import parvis.web.Shell;

/** Makes the page about the brand's mail. */
@Component
class MailReading {
    private static final Duration LATELY = Duration.ofDays(7);
    private static final int MOST = 100;

    private final Transactions transactions;
    private final JdbcClient db;
    private final Outgoing outgoing;
    private final MailboxStates mailboxes;

    MailReading(Transactions transactions, JdbcClient db, Outgoing outgoing, MailboxStates mailboxes) {
        this.transactions = transactions;
        this.db = db;
        this.outgoing = outgoing;
        this.mailboxes = mailboxes;
    }

    /**
     * @param adding what came of adding an address
     * @param checks null while nobody looked
     * @param trial to which address a letter is on its way, or null
     */
    MailPage read(
            Brand brand,
            Shell shell,
            String self,
            MailPage.Adding adding,
            @Nullable List<Check> checks,
            MailPage.@Nullable Trial trial,
            Instant now) {
        var read = mailboxes.of(brand.id()).stream()
                .map(mailbox -> row(mailbox, shell))
                .toList();
        return transactions.reading(
                brand.id(),
                () -> new MailPage(
                        outgoing.from(brand),
                        outgoing.server(),
                        outgoing.kept(),
                        brand.mails(),
                        adding,
                        read,
                        self,
                        checks == null ? null : rows(checks, shell),
                        shell.times().hour(now),
                        lately(now.minus(LATELY)),
                        silences(shell),
                        trial));
    }

    List<CheckRow> rows(List<Check> checks, Shell shell) {
        return checks.stream().map(check -> row(check, shell)).toList();
    }

    private static CheckRow row(Check check, Shell shell) {
        var word = check.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        var look = switch (check.state()) {
            case GOOD -> new String[] {"is-solved", "circle-check"};
            case TO_DO -> new String[] {"is-soon", "pencil"};
            case PROBLEM -> new String[] {"is-late", "alert-circle"};
            case UNKNOWN -> new String[] {"", "info-circle"};
        };
        var publish = check.publish();
        return new CheckRow(
                check.subject().word(),
                shell.t("settings." + check.subject().word()),
                shell.t("settings." + check.subject().word() + ".what"),
                shell.t("settings.is." + word),
                look[0],
                look[1],
                check.said().stream()
                        .map(said -> shell.t(said.key(), said.arguments()))
                        .toList(),
                publish == null ? null : new Record(publish.name(), publish.type(), publish.value()));
    }

    private static MailboxRow row(MailboxState mailbox, Shell shell) {
        var look = switch (mailbox.state()) {
            case CONNECTED -> new String[] {"is-solved", "circle-check"};
            case WAITING -> new String[] {"", "clock"};
            case LOST -> new String[] {"is-soon", "alert-triangle"};
            case REFUSED -> new String[] {"is-late", "alert-circle"};
        };
        var trouble = mailbox.trouble();
        var since = shell.times().full(mailbox.since());
        return new MailboxRow(
                mailbox.name(),
                shell.t("settings.mailbox." + mailbox.state().name().toLowerCase(java.util.Locale.ROOT)),
                look[0],
                look[1],
                trouble != null
                        ? shell.t("settings.mailbox.since", since) + " "
                                + shell.t("settings.mailbox.trouble."
                                        + trouble.name().toLowerCase(java.util.Locale.ROOT))
                        : mailbox.lastMailAt() == null
                                ? shell.t("settings.mailbox.since", since)
                                : shell.t(
                                        "settings.mailbox.last",
                                        since,
                                        shell.times().full(mailbox.lastMailAt())),
                mailbox.leftBehind() == 0 ? null : shell.t("settings.mailbox.left", mailbox.leftBehind()));
    }

    private Lately lately(Instant since) {
        return db.sql("""
                select count(*) filter (where state = 'sent') as sent,
                       count(*) filter (where state in ('waiting', 'sending')) as waiting,
                       count(*) filter (where state = 'unconfirmed') as unconfirmed,
                       count(*) filter (where state = 'failed') as failed
                  from notice.mail where created_at >= ?
                """)
                .param(Rows.time(since))
                .query((row, n) -> new Lately(
                        row.getLong("sent"), row.getLong("waiting"), row.getLong("unconfirmed"), row.getLong("failed")))
                .single();
    }

    private List<SilenceRow> silences(Shell shell) {
        return db.sql("""
                select u.email, u.kind, u.why, u.at, p.name, p.handle
                  from person.undeliverable u
                  left join person.identity i on i.brand = u.brand and i.kind = 'email' and i.value = u.email
                  left join person.person p on p.brand = i.brand and p.id = i.person
                 order by u.at desc, u.email limit %d
                """.formatted(MOST))
                .query((row, n) -> new SilenceRow(
                        row.getString("email"),
                        Rows.textOrNull(row, "name"),
                        Rows.textOrNull(row, "handle"),
                        shell.t("settings.silence." + row.getString("kind"), row.getString("why")),
                        shell.times().day(Rows.instant(row, "at"))))
                .list();
    }
}

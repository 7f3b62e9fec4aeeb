package parvis.settings.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The brand's mail: what leaves, by which way, and whether it arrives.
 *
 * @param from the sender of letters
 * @param server {@code host:port}, empty when letters are kept in {@code kept} instead
 * @param takes the addresses at which the brand takes mail
 * @param self where a trial would go: the address of whoever looks
 * @param adding how the owner says where the house takes mail
 * @param mailboxes that are read elsewhere
 * @param checks null while nobody looked
 * @param checked when, as an hour
 */
public record MailPage(
        String from,
        String server,
        String kept,
        List<String> takes,
        Adding adding,
        List<MailboxRow> mailboxes,
        String self,
        @Nullable List<CheckRow> checks,
        String checked,
        Lately lately,
        List<SilenceRow> silences,
        @Nullable Trial trial) {

    /** What became of asking for a trial. */
    public enum Trial {
        SENT,
        /** Asked for too often. */
        LATER
    }

    /**
     * @param may whether whoever looks may change it
     * @param written what was refused, to be corrected
     * @param refused why, or null
     */
    public record Adding(
            boolean may, String written, @Nullable String refused) {}

    /**
     * @param said how it goes, in sentences
     * @param left how many mails were left in it, in words; null for none
     */
    public record MailboxRow(
            String name,
            String state,
            String style,
            String icon,
            String said,
            @Nullable String left) {}

    /** @param record what is to be published, or null */
    public record CheckRow(
            String id,
            String title,
            String what,
            String state,
            String style,
            String icon,
            List<String> said,
            @Nullable Record record) {}

    public record Record(String name, String type, String value) {}

    /** How many letters of the last seven days ended how. */
    public record Lately(long sent, long waiting, long unconfirmed, long failed) {}

    /** @param name of the person whose address it is, with their handle; null when it is nobody's */
    public record SilenceRow(
            String email, @Nullable String name, @Nullable String handle, String why, String since) {}
}

package parvis.importer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.brand.TeammateId;
import parvis.conversation.Copied;
import parvis.conversation.Incoming.Origin;
import parvis.mail.MailWords;
import parvis.mail.Unpacked;
import parvis.person.Strangers.Stranger;

/**
 * A mail that is to be brought.
 *
 * @param names by which it finds its conversation: its own, then what it answers, the nearest first
 * @param with the person from outside, or the machine
 * @param by the colleague who wrote it, or null when {@code with} did
 * @param report whether a machine says it about a mail, where that stands, or nowhere
 */
record PastMail(
        String externalId,
        List<String> names,
        Stranger with,
        @Nullable TeammateId by,
        Instant at,
        MailWords words,
        Origin origin,
        Unpacked unpacked,
        List<Copied> copies,
        boolean report,
        String where) {}

package parvis.notice;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;
import parvis.notice.Mails.Mail;
import parvis.postal.Domains;
import parvis.postal.Sealing;

/** A mail as it travels (RFC 5322): plain text and HTML of the same words. Knows whether its words have begun to leave. */
final class Composed extends SMTPMessage {
    private static final Session SESSION = Session.getInstance(new Properties());
    /** A line of a header, to be folded at. */
    private static final int LINE = 76;

    private static final String ENVELOPE_NAME = "[a-zA-Z0-9.@_-]{1,100}";

    private volatile boolean onItsWay;
    private final String messageId;
    /** Once it is sealed it travels as these very bytes, and is never put in writing again. */
    private byte @Nullable [] sealed;

    private final InternetAddress[] envelope;

    /**
     * @param brand its name
     * @param address that it writes from
     * @param replyTo where answers reach it when that is elsewhere, or null
     * @param bounces where what does not arrive comes back to
     */
    record From(String brand, String address, @Nullable String replyTo, String bounces) {}

    /** @param cid under which the words point to it */
    record Picture(String cid, String name, String type, byte[] bytes) {}

    Composed(Mail mail, From from, List<Picture> pictures) throws MessagingException {
        super(SESSION);
        var name = mail.sender() == null ? from.brand() : mail.sender() + ", " + from.brand();
        // The same at each attempt: whoever gets it twice can tell.
        this.messageId = Objects.requireNonNullElseGet(
                mail.messageId(),
                () -> "<" + mail.id() + "@"
                        + ascii(from.address()).substring(ascii(from.address()).indexOf('@') + 1) + ">");
        setFrom(named(from.address(), name));
        var replyTo = mail.replyTo() != null ? mail.replyTo() : from.replyTo();
        if (replyTo != null) {
            setReplyTo(new InternetAddress[] {named(replyTo, mail.replyTo() != null ? from.brand() : name)});
        }
        setEnvelopeFrom(ascii(from.bounces()));
        setRecipient(RecipientType.TO, address(mail.recipient()));
        if (!mail.copies().isEmpty()) {
            setRecipients(RecipientType.CC, addresses(mail.copies()));
        }
        this.envelope = addresses(mail.envelope());
        setSubject(mail.subject(), "UTF-8");
        setSentDate(Date.from(mail.createdAt()));
        if (mail.sender() == null) {
            // RFC 3834; what a colleague wrote was written by a person.
            setHeader("Auto-Submitted", "auto-generated");
        }
        if (!mail.earlier().isEmpty()) {
            setHeader("References", folded(mail.earlier()));
            if (mail.earlier().size() > 1) { // the first is the thread's own name, and no mail
                setHeader("In-Reply-To", mail.earlier().getLast());
            }
        }
        setHeader("Content-Language", mail.language());
        if (mail.stop() != null) {
            // RFC 2369; with one press where it goes over an encrypted line (RFC 8058).
            setHeader("List-Unsubscribe", "<" + mail.stop() + ">");
            if (mail.stop().startsWith("https:")) {
                setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        }
        var plain = new MimeBodyPart();
        plain.setText(mail.plain(), "UTF-8");
        setContent(new MimeMultipart("alternative", plain, formatted(mail, pictures)));
        saveChanges();
    }

    boolean isOnItsWay() {
        return onItsWay;
    }

    /** Puts the seal of the sender's domain before it, where the house has one (RFC 6376). */
    void seal(Sealing sealing, Instant at) throws IOException, MessagingException {
        if (sealing.key().isEmpty()) {
            return;
        }
        var bytes = new ByteArrayOutputStream();
        super.writeTo(bytes, null);
        var seal = sealing.seal(bytes.toByteArray(), Domains.of(((InternetAddress) getFrom()[0]).getAddress()), at);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(("DKIM-Signature: " + seal + "\r\n").getBytes(StandardCharsets.US_ASCII));
        bytes.writeTo(whole);
        sealed = whole.toByteArray();
    }

    /** Whom it has still to reach, which may be fewer than its headers name. */
    InternetAddress[] envelope() {
        return envelope.clone();
    }

    /** As what comes back names it: what it is called inside, where that fits (RFC 3461, 4.4). */
    String envelopeName(UUID mail) {
        var bare = messageId.replaceAll("[<>]", "");
        return bare.matches(ENVELOPE_NAME) ? bare : mail.toString();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    @Override
    public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException, MessagingException {
        onItsWay = true;
        if (sealed != null) {
            out.write(sealed);
        } else {
            super.writeTo(out, ignored);
        }
    }

    private static MimeBodyPart formatted(Mail mail, List<Picture> pictures) throws MessagingException {
        var html = new MimeBodyPart();
        html.setText(mail.html(), "UTF-8", "html");
        if (pictures.isEmpty()) {
            return html;
        }
        var related = new MimeMultipart("related", html);
        for (var picture : pictures) {
            var part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(picture.bytes(), picture.type())));
            part.setContentID("<" + picture.cid() + ">");
            part.setDisposition(INLINE);
            part.setFileName(picture.name());
            related.addBodyPart(part);
        }
        var whole = new MimeBodyPart();
        whole.setContent(related);
        return whole;
    }

    /** Names are long: one on a line when they do not fit together (RFC 5322, 2.2.3). */
    private static String folded(List<String> names) {
        var text = new StringBuilder();
        var rest = new ArrayDeque<>(names);
        var line = "References: ".length();
        while (!rest.isEmpty()) {
            var next = rest.poll();
            if (!text.isEmpty()) {
                var fits = line + 1 + next.length() <= LINE;
                text.append(fits ? " " : "\r\n ");
                line = fits ? line + 1 : 1;
            }
            text.append(next);
            line += next.length();
        }
        return text.toString();
    }

    private static InternetAddress address(String written) throws MessagingException {
        return new InternetAddress(ascii(written), true);
    }

    private static InternetAddress[] addresses(List<String> written) throws MessagingException {
        var addresses = new InternetAddress[written.size()];
        for (var i = 0; i < addresses.length; i++) {
            addresses[i] = address(written.get(i));
        }
        return addresses;
    }

    private static InternetAddress named(String address, String name) throws MessagingException {
        try {
            return new InternetAddress(ascii(address), name, "UTF-8");
        } catch (UnsupportedEncodingException impossible) {
            throw new MessagingException("UTF-8", impossible);
        }
    }

    /** Domains with accents travel in their ASCII form (RFC 5891). */
    private static String ascii(String address) {
        var at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
    }
}

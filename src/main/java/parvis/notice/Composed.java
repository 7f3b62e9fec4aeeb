package parvis.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import parvis.notice.Mails.Mail;

/** A mail as it travels (RFC 5322): plain text and HTML of the same words. Knows whether its words have begun to leave. */
final class Composed extends MimeMessage {
    private static final Session SESSION = Session.getInstance(new Properties());

    private volatile boolean onItsWay;
    private final String messageId;

    /**
     * @param from the address that it comes from
     * @param replyTo where answers go when that is elsewhere, or null
     */
    Composed(Mail mail, String brand, String from, @Nullable String replyTo) throws MessagingException {
        super(SESSION);
        // The same at each attempt: whoever gets it twice can tell.
        this.messageId =
                "<" + mail.id() + "@" + ascii(from).substring(ascii(from).indexOf('@') + 1) + ">";
        setFrom(named(from, brand));
        if (replyTo != null) {
            setReplyTo(new InternetAddress[] {named(replyTo, brand)});
        }
        setRecipient(RecipientType.TO, new InternetAddress(ascii(mail.recipient()), true));
        setSubject(mail.subject(), "UTF-8");
        setSentDate(Date.from(mail.createdAt()));
        setHeader("Auto-Submitted", "auto-generated");
        setHeader("Content-Language", mail.language());
        var plain = new MimeBodyPart();
        plain.setText(mail.plain(), "UTF-8");
        var html = new MimeBodyPart();
        html.setText(mail.html(), "UTF-8", "html");
        setContent(new MimeMultipart("alternative", plain, html));
        saveChanges();
    }

    boolean isOnItsWay() {
        return onItsWay;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    @Override
    public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException, MessagingException {
        onItsWay = true;
        super.writeTo(out, ignored);
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

package parvis.support;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Mails as people's programs send them, over SMTP with Angus Mail. */
public final class Mailing {
    private final int port;

    public Mailing(int port) {
        this.port = port;
    }

    /** Hands it over as it is; the envelope's sender is that of its From. */
    public void send(MimeMessage mail, String... to) throws MessagingException {
        var from = mail.getFrom() == null ? "" : ((InternetAddress) mail.getFrom()[0]).getAddress();
        sendFrom(from, mail, to);
    }

    public void sendFrom(String envelope, MimeMessage mail, String... to) throws MessagingException {
        try (var transport = connect(envelope)) {
            var recipients = Arrays.stream(to).map(Mailing::address).toArray(InternetAddress[]::new);
            transport.sendMessage(mail, recipients);
        }
    }

    /** Connected, for whoever looks closer. */
    public SMTPTransport connect(String envelope) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put("mail.smtp.from", envelope.isEmpty() ? "<>" : envelope);
        properties.put("mail.smtp.timeout", "30000");
        var transport = (SMTPTransport) Session.getInstance(properties).getTransport("smtp");
        transport.connect();
        return transport;
    }

    /** A plain text. Each gets a Message-Id when it is made, which stays however often it is sent. */
    public static MimeMessage plain(String from, String name, String subject, String text) throws MessagingException {
        try {
            var mail = new MimeMessage(Session.getInstance(new Properties()));
            mail.setFrom(new InternetAddress(from, name, "UTF-8"));
            mail.setRecipients(Message.RecipientType.TO, "bonjour@tilleul.test");
            mail.setSubject(subject, "UTF-8");
            mail.setSentDate(new Date());
            mail.setText(text, "UTF-8");
            mail.saveChanges();
            return mail;
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same text with an HTML side and files; each file is {name, type, content}. */
    public static MimeMessage rich(String from, String subject, String text, String html, Object[]... files)
            throws MessagingException {
        var mail = plain(from, "Rose Riche", subject, text);
        var mixed = new MimeMultipart("mixed");
        var both = new MimeMultipart("alternative");
        var plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        both.addBodyPart(plain);
        if (!html.isEmpty()) {
            var looks = new MimeBodyPart();
            looks.setText(html, "UTF-8", "html");
            both.addBodyPart(looks);
        }
        var words = new MimeBodyPart();
        words.setContent(both);
        mixed.addBodyPart(words);
        for (var file : files) {
            var part = new MimeBodyPart();
            part.setDataHandler(new jakarta.activation.DataHandler(
                    new jakarta.mail.util.ByteArrayDataSource((byte[]) file[2], (String) file[1])));
            part.setFileName((String) file[0]);
            part.setDisposition("attachment");
            mixed.addBodyPart(part);
        }
        mail.setContent(mixed);
        mail.saveChanges();
        return mail;
    }

    /** A mail as its source says it. */
    public static MimeMessage source(String source) throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(source.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static InternetAddress address(String address) {
        try {
            return new InternetAddress(address);
        } catch (MessagingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

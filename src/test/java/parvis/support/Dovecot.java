package parvis.support;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * Debian's Dovecot with a directory of its own, on free ports of this machine: mailboxes by IMAP, into which mails are delivered
 * by LMTP, and the passwords that {@link Postfix} asks for.
 */
public final class Dovecot implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/sbin/dovecot");
    public static final String PASSWORD = "p@ss word";

    private final Path directory;
    private final Certificate certificate;
    private final int imap = freePort();
    private final int imaps = freePort();
    private final int lmtp = freePort();
    private final int auth = freePort();
    private Process running;

    private Dovecot(Path directory) {
        this.directory = directory;
        this.certificate = Certificate.in(directory);
    }

    /** @param users their addresses; the password of each is {@link #PASSWORD} */
    public static Dovecot start(String... users) {
        return set("", users);
    }

    /** One that does not tell when a mail comes. */
    public static Dovecot withoutIdle(String... users) {
        return set("imap_capability = IMAP4rev1 LITERAL+ UIDPLUS CHILDREN", users);
    }

    private static Dovecot set(String setting, String... users) {
        try {
            var dovecot = new Dovecot(MailServers.directory("dovecot"));
            dovecot.write(setting);
            dovecot.admit(users);
            dovecot.run();
            Runtime.getRuntime().addShutdownHook(new Thread(dovecot::close));
            return dovecot;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void admit(String... users) throws IOException {
        var lines = new StringBuilder();
        for (var user : users) {
            lines.append(user).append(":{PLAIN}").append(PASSWORD).append('\n');
        }
        Files.writeString(directory.resolve("users"), lines);
    }

    public int lmtpPort() {
        return lmtp;
    }

    public int authPort() {
        return auth;
    }

    /** As {@code PARVIS_IMAP_URL} names a mailbox, encrypted after the first word. */
    public String url(String user) {
        return "imap://" + inUrl(user) + ":" + inUrl(PASSWORD) + "@127.0.0.1:" + imap + "/INBOX";
    }

    /** The same, encrypted from the first byte. */
    public String urlEncrypted(String user) {
        return "imaps://" + inUrl(user) + ":" + inUrl(PASSWORD) + "@127.0.0.1:" + imaps + "/INBOX";
    }

    private static String inUrl(String text) {
        return text.replace("%", "%25").replace("@", "%40").replace(" ", "%20");
    }

    /** Puts a mail into a mailbox, as the last server on its way does (LMTP, RFC 2033). */
    public void deliver(String from, String to, byte[] mail) throws IOException {
        try (var line = new Socket("127.0.0.1", lmtp)) {
            line.setSoTimeout(30_000);
            expect(line, "220");
            say(line, "LHLO test.example", "250");
            say(line, "MAIL FROM:<" + from + ">", "250");
            say(line, "RCPT TO:<" + to + ">", "250");
            say(line, "DATA", "354");
            line.getOutputStream().write(mail);
            say(line, "\r\n.", "250");
            say(line, "QUIT", "221");
        }
    }

    public void deliver(String from, String to, MimeMessage mail) throws IOException, MessagingException {
        var bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        deliver(from, to, bytes.toByteArray());
    }

    /** What lies in a mailbox, the oldest first; each whole, so that nothing needs to stay open. */
    public List<MimeMessage> mails(String user) throws MessagingException {
        var session = Session.getInstance(new Properties());
        try (Store store = session.getStore("imap")) {
            store.connect("127.0.0.1", imap, user, PASSWORD);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                var found = new ArrayList<MimeMessage>();
                for (var mail : inbox.getMessages()) {
                    var bytes = new ByteArrayOutputStream();
                    mail.writeTo(bytes);
                    found.add(new MimeMessage(session, new ByteArrayInputStream(bytes.toByteArray())));
                }
                return found;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets the numbers of its mails, as after a move to another machine; only while it is stopped. */
    public void renumber(String user) throws IOException {
        try (var files = Files.list(directory.resolve("mail").resolve(user).resolve("Maildir"))) {
            for (var file : files.filter(file -> file.getFileName().toString().startsWith("dovecot"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    /** The names of the mails' files: a mail that nobody has touched is in {@code new}. */
    public List<String> files(String user) throws IOException {
        try (var files = Files.walk(directory.resolve("mail").resolve(user).resolve("Maildir"))) {
            return files.filter(file -> List.of("new", "cur")
                            .contains(file.getParent().getFileName().toString()))
                    .map(file -> file.getParent().getFileName() + "/" + file.getFileName())
                    .toList();
        }
    }

    public String log() throws IOException {
        return Files.readString(directory.resolve("dovecot.log"));
    }

    /** Stops it; its mailboxes stay. */
    public void stop() {
        // whoever is connected is served on after the master is gone
        var others = running.descendants().toList();
        running.destroy();
        others.forEach(ProcessHandle::destroy);
        try {
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it, on the same ports. */
    public void run() throws IOException {
        running = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-F",
                        "-c",
                        directory.resolve("dovecot.conf").toString())
                .redirectErrorStream(true)
                // never into a pipe: it waits for whoever reads it
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        Soon.soon(() -> answers(imap) && answers(lmtp));
    }

    @Override
    public void close() {
        stop();
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String setting) throws IOException {
        var mails = Files.createDirectory(directory.resolve("mail"));
        UserPrincipal owner =
                mails.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("mail");
        Files.setOwner(mails, owner);
        Files.writeString(directory.resolve("dovecot.conf"), """
                base_dir = DIR/run
                state_dir = DIR/state
                log_path = DIR/dovecot.log
                protocols = imap lmtp
                listen = 127.0.0.1
                ssl = yes
                ssl_cert = <CERTIFICATE
                ssl_key = <KEY
                mail_location = maildir:~/Maildir
                recipient_delimiter = +
                first_valid_uid = 1
                first_valid_gid = 1
                SETTING
                passdb {
                  driver = passwd-file
                  args = username_format=%u DIR/users
                }
                userdb {
                  driver = static
                  args = uid=mail gid=mail home=DIR/mail/%u
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = IMAP
                  }
                  inet_listener imaps {
                    port = SECURE
                  }
                }
                service lmtp {
                  inet_listener lmtp {
                    address = 127.0.0.1
                    port = LMTP
                  }
                }
                service auth {
                  inet_listener {
                    address = 127.0.0.1
                    port = AUTH
                  }
                }
                """.replace("SETTING", setting)
                .replace("DIR", directory.toString())
                .replace("CERTIFICATE", certificate.certificate().toString())
                .replace("KEY", certificate.key().toString())
                .replace("IMAP", String.valueOf(imap))
                .replace("SECURE", String.valueOf(imaps))
                .replace("LMTP", String.valueOf(lmtp))
                .replace("AUTH", String.valueOf(auth)));
    }

    private static void say(Socket line, String words, String expected) throws IOException {
        line.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
        expect(line, expected);
    }

    private static void expect(Socket line, String code) throws IOException {
        var answer = new StringBuilder();
        do {
            answer.setLength(0);
            for (var read = line.getInputStream().read();
                    read != '\n';
                    read = line.getInputStream().read()) {
                if (read < 0) {
                    throw new IOException("It hung up after " + answer);
                }
                answer.append((char) read);
            }
        } while (answer.length() > 3 && answer.charAt(3) == '-');
        if (!answer.toString().startsWith(code)) {
            throw new IOException("Expected " + code + ", got " + answer);
        }
    }

    static boolean answers(int port) {
        try (var line = new Socket("127.0.0.1", port)) {
            return line.getInputStream().read() >= 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    static int freePort() {
        try {
            return RealProgram.freePort();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

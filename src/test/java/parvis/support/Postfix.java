package parvis.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * Debian's Postfix with a directory of its own, on a free port of this machine. It passes the brands' mail on to Parvis, as the
 * server before a house does, and delivers mail for {@code mel.example} to {@link Dovecot} when whoever brings it has said a
 * password on an encrypted line.
 */
public final class Postfix implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/sbin/postfix");

    private final Path directory;
    private final int port = Dovecot.freePort();
    private Process running;

    private Postfix(Path directory) {
        this.directory = directory;
    }

    /** @param parvis the port at which Parvis takes mail */
    public static Postfix start(Dovecot dovecot, int parvis) {
        try {
            var postfix = new Postfix(MailServers.directory("postfix"));
            postfix.write(dovecot, parvis);
            postfix.run();
            Runtime.getRuntime().addShutdownHook(new Thread(postfix::close));
            return postfix;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** As {@code PARVIS_SMTP_URL} names a server. */
    public String url(String user) {
        return "smtp://" + user.replace("@", "%40") + ":"
                + Dovecot.PASSWORD.replace("@", "%40").replace(" ", "%20") + "@127.0.0.1:" + port;
    }

    /** What it said so far. */
    public String log() {
        try {
            return Files.readString(directory.resolve("postfix.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() throws IOException {
        running = command("start-fg");
        Soon.soon(() -> Dovecot.answers(port));
    }

    @Override
    public void close() {
        try {
            if (running.isAlive()) {
                command("stop").waitFor(20, TimeUnit.SECONDS);
                running.waitFor(20, TimeUnit.SECONDS);
            }
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process command(String what) throws IOException {
        return new ProcessBuilder(
                        PROGRAM.toString(), "-c", directory.resolve("etc").toString(), what)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(what + ".out").toFile())
                .start();
    }

    private void write(Dovecot dovecot, int parvis) throws IOException {
        for (var name : new String[] {"etc", "queue", "lib"}) {
            Files.setPosixFilePermissions(
                    Files.createDirectory(directory.resolve(name)), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        var users = directory.getFileSystem().getUserPrincipalLookupService();
        Files.setOwner(directory.resolve("lib"), users.lookupPrincipalByName("postfix"));
        var certificate = Certificate.in(directory);
        Files.writeString(
                directory.resolve("etc/transport"),
                "mel.example lmtp:inet:127.0.0.1:" + dovecot.lmtpPort() + "\n"
                        + "tilleul.test smtp:[127.0.0.1]:" + parvis + "\n"
                        + "atelier-nord.test smtp:[127.0.0.1]:" + parvis + "\n");
        Files.writeString(directory.resolve("etc/main.cf"), """
                compatibility_level = 3.6
                queue_directory = DIR/queue
                data_directory = DIR/lib
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                mail_owner = postfix
                setgid_group = postdrop
                maillog_file = DIR/postfix.log
                maillog_file_prefixes = DIR
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                myhostname = mx.mel.example
                mydestination =
                local_recipient_maps =
                alias_maps =
                alias_database =
                relay_domains = tilleul.test, atelier-nord.test
                transport_maps = texthash:DIR/etc/transport
                smtpd_peername_lookup = no
                smtpd_tls_security_level = may
                smtpd_tls_cert_file = CERTIFICATE
                smtpd_tls_key_file = KEY
                smtpd_tls_loglevel = 1
                smtpd_tls_auth_only = yes
                smtpd_sasl_auth_enable = yes
                smtpd_sasl_type = dovecot
                smtpd_sasl_path = inet:127.0.0.1:AUTH
                smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
                smtp_tls_security_level = may
                smtp_tls_loglevel = 1
                message_size_limit = 52428800
                minimal_backoff_time = 2s
                maximal_backoff_time = 4s
                queue_run_delay = 2s
                """.replace("DIR", directory.toString())
                .replace("CERTIFICATE", certificate.certificate().toString())
                .replace("KEY", certificate.key().toString())
                .replace("AUTH", String.valueOf(dovecot.authPort())));
        Files.writeString(directory.resolve("etc/master.cf"), """
                127.0.0.1:PORT inet n - n - - smtpd
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                flush unix n - n 1000? 0 flush
                proxymap unix - - n - - proxymap
                smtp unix - - n - - smtp
                relay unix - - n - - smtp
                lmtp unix - - n - - lmtp
                error unix - - n - - error
                retry unix - - n - - error
                discard unix - - n - - discard
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                postlog unix-dgram n - n - 1 postlogd
                """.replace("PORT", String.valueOf(port)));
    }
}

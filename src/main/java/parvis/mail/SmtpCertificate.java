package parvis.mail;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.subethamail.smtp.server.SSLSocketCreator;

/**
 * The certificate of our own listener and its key, files in PEM. When they are renewed on the disk, the next line that is
 * encrypted has the new one.
 */
public final class SmtpCertificate implements SSLSocketCreator {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpCertificate.class);

    private final Path certificate;
    private final Path key;
    private Read read;
    private boolean told;

    private record Read(SSLContext context, FileTime certificate, FileTime key) {}

    /** @throws IllegalArgumentException when they are no certificate and its key, or cannot be read */
    public SmtpCertificate(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
        try {
            this.read = read();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException(certificate + " and " + key + " are no certificate and its key", e);
        }
    }

    /** Takes over a line on which the other side wants to speak encrypted. */
    @Override
    public SSLSocket createSSLSocket(Socket line) throws IOException {
        var encrypted = (SSLSocket) context()
                .getSocketFactory()
                .createSocket(line, line.getInetAddress().getHostAddress(), line.getPort(), true);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    private synchronized SSLContext context() {
        try {
            if (!read.certificate().equals(Files.getLastModifiedTime(certificate))
                    || !read.key().equals(Files.getLastModifiedTime(key))) {
                read = read();
                told = false;
                LOG.info("The certificate for mail that comes in was read again");
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // They are two files: between the writing of one and of the other they do not fit.
            // What is wrong with them is not told in words: these repeat what stands in the files.
            if (!told) {
                LOG.warn(
                        "The certificate for mail that comes in changed and cannot be used ({}); the one before stays",
                        e.getClass().getSimpleName());
            }
            told = true;
        }
        return read.context();
    }

    private Read read() throws IOException, GeneralSecurityException {
        var certificateAt = Files.getLastModifiedTime(certificate);
        var keyAt = Files.getLastModifiedTime(key);
        var stores = new PemSslStoreBundle(
                PemSslStoreDetails.forCertificate(Files.readString(certificate)).withPrivateKey(Files.readString(key)),
                null);
        mustFit(stores.getKeyStore());
        return new Read(SslBundle.of(stores).createSslContext(), certificateAt, keyAt);
    }

    /** A key of another certificate would be found out by whoever calls first. */
    private static void mustFit(@org.jspecify.annotations.Nullable KeyStore store) throws GeneralSecurityException {
        if (store == null) {
            throw new GeneralSecurityException("No certificate");
        }
        var alias = store.aliases().nextElement();
        var said = new byte[32];
        var secret = (PrivateKey) store.getKey(alias, new char[0]);
        var signature = Signature.getInstance(
                switch (secret.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> secret.getAlgorithm();
                });
        signature.initSign(secret);
        signature.update(said);
        var signed = signature.sign();
        signature.initVerify(store.getCertificate(alias));
        signature.update(said);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("The key is that of another certificate");
        }
    }
}

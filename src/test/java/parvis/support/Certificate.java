package parvis.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A certificate that its server made itself, for this machine, and its key: files in PEM.
 *
 * @param number of the certificate, by which one is told from another
 */
public record Certificate(Path certificate, Path key, String number) {
    private static final String PASSWORD = "password";

    /** Made in this directory; overwrites one that was made there before. */
    public static Certificate in(Path directory) {
        var store = directory.resolve("certificate.p12");
        try {
            Files.deleteIfExists(store);
            var made = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "mail",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=dns:localhost,ip:127.0.0.1",
                            "-validity",
                            "30",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("keytool.log").toFile())
                    .start();
            if (!made.waitFor(60, TimeUnit.SECONDS) || made.exitValue() != 0) {
                throw new IllegalStateException(Files.readString(directory.resolve("keytool.log")));
            }
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            var certificate = (java.security.cert.X509Certificate) keys.getCertificate("mail");
            return new Certificate(
                    write(directory.resolve("certificate.pem"), "CERTIFICATE", certificate.getEncoded()),
                    write(
                            directory.resolve("key.pem"),
                            "PRIVATE KEY",
                            keys.getKey("mail", PASSWORD.toCharArray()).getEncoded()),
                    certificate.getSerialNumber().toString(16));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("No certificate in " + directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path write(Path file, String what, byte[] bytes) throws IOException {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
    }
}

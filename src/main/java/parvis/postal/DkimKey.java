package parvis.postal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/** The key with which mail is sealed: RSA of 1024 bits or more (RFC 8301), or Ed25519 (RFC 8463). */
public final class DkimKey {
    private static final int SHORTEST_RSA = 1024;
    /** Before the 32 bytes of an Ed25519 public key, to make of them what Java reads (RFC 8410). */
    private static final byte[] ED25519_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
    };

    private static final int ED25519_BYTES = 32;

    private final PrivateKey own;
    private final PublicKey shown;

    private DkimKey(PrivateKey own, PublicKey shown) {
        this.own = own;
        this.shown = shown;
    }

    /**
     * @param pem a private key in PEM, of PKCS#8 or PKCS#1, without a password
     * @throws IllegalArgumentException when it is none that can sign mail
     */
    public static DkimKey ofPem(String pem) {
        PrivateKey own;
        try {
            own = PemContent.of(pem).getPrivateKey();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no private key in PEM", e);
        }
        if (own == null) {
            throw new IllegalArgumentException("no private key in PEM");
        }
        try {
            return of(own);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key that cannot be used", e);
        }
    }

    private static DkimKey of(PrivateKey own) throws GeneralSecurityException {
        if (own instanceof RSAPrivateCrtKey rsa) {
            if (rsa.getModulus().bitLength() < SHORTEST_RSA) {
                throw new IllegalArgumentException("an RSA key of less than " + SHORTEST_RSA + " bits");
            }
            return new DkimKey(
                    own,
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent())));
        }
        if (own instanceof EdECPrivateKey ed && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
            return new DkimKey(own, Ed25519.publicKey(ed));
        }
        throw new IllegalArgumentException("neither RSA nor Ed25519");
    }

    /** {@code rsa-sha256} or {@code ed25519-sha256}. */
    String algorithm() {
        return isRsa() ? "rsa-sha256" : "ed25519-sha256";
    }

    /** What is to be published under {@code selector._domainkey.domain}. */
    public String record() {
        return "v=DKIM1; k=" + (isRsa() ? "rsa" : "ed25519") + "; p=" + published();
    }

    /** Whether a record that is published holds this key. */
    public boolean isIn(String record) {
        return Tags.parse(record)
                .flatMap(tags -> tags.packed("p"))
                .filter(published()::equals)
                .isPresent();
    }

    byte[] sign(byte[] words) {
        try {
            if (isRsa()) {
                var signature = Signature.getInstance("SHA256withRSA");
                signature.initSign(own);
                signature.update(words);
                return signature.sign();
            }
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(own);
            signature.update(BodyHash.sha256().digest(words));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of PARVIS_DKIM_KEY does not sign", e);
        }
    }

    /**
     * What a domain published, read.
     *
     * @return null when it cannot be used
     */
    static @Nullable PublicKey read(String kind, String p) {
        try {
            var bytes = Base64.getDecoder().decode(p);
            if (kind.equals("ed25519")) {
                if (bytes.length != ED25519_BYTES) {
                    return null;
                }
                var whole = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + ED25519_BYTES);
                System.arraycopy(bytes, 0, whole, ED25519_PREFIX.length, ED25519_BYTES);
                return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(whole));
            }
            var key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
            return key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= SHORTEST_RSA ? key : null;
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            return null;
        }
    }

    static boolean verifies(PublicKey key, byte[] words, byte[] seal) {
        try {
            var rsa = key instanceof RSAPublicKey;
            var signature = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
            signature.initVerify(key);
            signature.update(rsa ? words : BodyHash.sha256().digest(words));
            return signature.verify(seal);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private boolean isRsa() {
        return shown instanceof RSAPublicKey;
    }

    private String published() {
        var encoded = shown.getEncoded();
        return Base64.getEncoder()
                .encodeToString(isRsa() ? encoded : Arrays.copyOfRange(encoded, ED25519_PREFIX.length, encoded.length));
    }

    /** Java gives no public key for a private one of this kind: it is derived as the standard says (RFC 8032, 5.1.5). */
    private static final class Ed25519 {
        static PublicKey publicKey(EdECPrivateKey own) throws GeneralSecurityException {
            var seed = own.getBytes().orElseThrow(() -> new IllegalArgumentException("an empty key"));
            // The generator takes its seed from the randomness it is given: the same seed makes the same pair.
            var generator = java.security.KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new java.security.SecureRandom() {
                @Override
                public void nextBytes(byte[] bytes) {
                    System.arraycopy(seed, 0, bytes, 0, bytes.length);
                }
            });
            var pair = generator.generateKeyPair();
            var probe = "probe".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(own);
            signature.update(probe);
            var seal = signature.sign();
            signature.initVerify((EdECPublicKey) pair.getPublic());
            signature.update(probe);
            if (!signature.verify(seal)) {
                throw new GeneralSecurityException("no public key could be derived");
            }
            return pair.getPublic();
        }
    }
}

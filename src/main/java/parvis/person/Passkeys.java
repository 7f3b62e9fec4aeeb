package parvis.person;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.person.Challenges.Purpose;
import tools.jackson.core.JacksonException;

/**
 * Passkeys as WebAuthn Level 3 (W3C) has them: discoverable, so that no name is typed, and with the person verified by their
 * device, so that each is two factors at once. What device it is, nobody asks.
 */
@Component
class Passkeys {
    private static final Logger LOG = LoggerFactory.getLogger(Passkeys.class);
    static final int MOST = 20;
    static final int LONGEST_NAME = 60;
    private static final int LONGEST_ANSWER = 20_000;
    private static final List<PublicKeyCredentialParameters> TAKEN = List.of(
            taken(COSEAlgorithmIdentifier.ES256),
            taken(COSEAlgorithmIdentifier.EdDSA),
            taken(COSEAlgorithmIdentifier.RS256));

    /** What came of a new one. */
    sealed interface Made {
        record Kept(UUID id) implements Made {}

        /** Not what was asked for: spent, too late, of another house, or not signed as it should be. */
        record Refused() implements Made {}

        /** Their device has one for this house. */
        record Known() implements Made {}

        record TooMany() implements Made {}
    }

    /** Who showed one. */
    sealed interface Shown {
        record By(UUID account, UUID passkey) implements Shown {}

        record Refused() implements Shown {}

        /** It has signed less often than before: there are two of it. */
        record Copied(UUID account, UUID passkey) implements Shown {}
    }

    private record Held(
            UUID id,
            UUID account,
            String host,
            byte[] credential,
            long signatures,
            boolean backupEligible,
            boolean backedUp) {}

    private final JdbcClient db;
    private final Challenges challenges;
    private final WebAuthnManager webauthn;
    private final AttestedCredentialDataConverter credentials;

    Passkeys(JdbcClient db, Challenges challenges) {
        this.db = db;
        this.challenges = challenges;
        var converter = new ObjectConverter();
        this.webauthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);
        this.credentials = new AttestedCredentialDataConverter(converter);
    }

    List<Passkey> of(UUID account) {
        return db.sql("select * from person.passkey where account = ? order by created_at, id")
                .param(account)
                .query((row, n) -> new Passkey(
                        Rows.uuid(row, "id"),
                        row.getString("host"),
                        row.getString("name"),
                        row.getBoolean("backed_up"),
                        Rows.instant(row, "created_at"),
                        Rows.instantOrNull(row, "used_at")))
                .list();
    }

    boolean has(UUID account) {
        return db.sql("select exists (select 1 from person.passkey where account = ?)")
                .param(account)
                .query(Boolean.class)
                .single();
    }

    /** {@code PublicKeyCredentialCreationOptions} as JSON (WebAuthn, 5.4). */
    Map<String, Object> askForNew(Account account, String house, Site site, Instant at) {
        var challenge = challenges.next(Purpose.REGISTER, site.host(), account.id(), at);
        var options = new LinkedHashMap<String, Object>();
        options.put("challenge", text(challenge));
        options.put("rp", Map.of("id", site.host(), "name", house));
        options.put(
                "user",
                Map.of("id", text(handle(account.id())), "name", account.email(), "displayName", account.name()));
        options.put(
                "pubKeyCredParams",
                TAKEN.stream()
                        .map(p -> Map.of("type", "public-key", "alg", p.getAlg().getValue()))
                        .toList());
        options.put("timeout", Challenges.VALID.toMillis());
        options.put("attestation", "none");
        options.put(
                "authenticatorSelection",
                Map.of("residentKey", "required", "requireResidentKey", true, "userVerification", "required"));
        options.put("excludeCredentials", named(account.id(), site));
        return options;
    }

    /**
     * {@code PublicKeyCredentialRequestOptions} as JSON (WebAuthn, 5.5).
     *
     * @param account who is to sign; null for whoever has a key
     */
    Map<String, Object> ask(Purpose purpose, @Nullable UUID account, Site site, Instant at) {
        var challenge = challenges.next(purpose, site.host(), account, at);
        var options = new LinkedHashMap<String, Object>();
        options.put("challenge", text(challenge));
        options.put("rpId", site.host());
        options.put("timeout", Challenges.VALID.toMillis());
        options.put("userVerification", "required");
        options.put("allowCredentials", account == null ? List.of() : named(account, site));
        return options;
    }

    /** Inside a transaction. @param answer {@code RegistrationResponseJSON} */
    Made make(Account account, Site site, String name, String answer, Instant at) {
        // one after the other, so that nobody has more than they may
        db.sql("select 1 from person.account where id = ? for update")
                .param(account.id())
                .query(Integer.class)
                .single();
        if (of(account.id()).size() >= MOST) {
            return new Made.TooMany();
        }
        try {
            var made = webauthn.parseRegistrationResponseJSON(checked(answer));
            var challenge = Objects.requireNonNull(made.getCollectedClientData())
                    .getChallenge()
                    .getValue();
            if (!challenges.spend(challenge, Purpose.REGISTER, site.host(), account.id(), at)) {
                return new Made.Refused();
            }
            webauthn.verify(made, new RegistrationParameters(server(site, challenge), TAKEN, true, true));
            var data = Objects.requireNonNull(made.getAttestationObject()).getAuthenticatorData();
            var credential = Objects.requireNonNull(data.getAttestedCredentialData());
            var id = Ids.next();
            var kept = db.sql("""
                    insert into person.passkey (id, account, host, credential_id, credential, name, signatures,
                                                backup_eligible, backed_up, created_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (credential_id) do nothing
                    """)
                    .params(
                            id,
                            account.id(),
                            site.host(),
                            credential.getCredentialId(),
                            credentials.convert(credential),
                            name,
                            data.getSignCount(),
                            data.isFlagBE(),
                            data.isFlagBS(),
                            Rows.time(at))
                    .update();
            return kept == 1 ? new Made.Kept(id) : new Made.Known();
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException unreadable) {
            LOG.debug("A new passkey was refused", unreadable);
            return new Made.Refused();
        }
    }

    /**
     * Inside a transaction.
     *
     * @param account whose it must be; null for anybody's
     * @param answer {@code AuthenticationResponseJSON}
     */
    Shown show(Purpose purpose, @Nullable UUID account, Site site, String answer, Instant at) {
        try {
            var shown = webauthn.parseAuthenticationResponseJSON(checked(answer));
            var challenge = Objects.requireNonNull(shown.getCollectedClientData())
                    .getChallenge()
                    .getValue();
            if (!challenges.spend(challenge, purpose, site.host(), account, at)) {
                return new Shown.Refused();
            }
            var held = held(id(shown));
            if (held == null
                    || !held.host().equals(site.host())
                    || (account != null && !held.account().equals(account))
                    || (shown.getUserHandle() != null
                            && !ByteBuffer.wrap(shown.getUserHandle()).equals(ByteBuffer.wrap(handle(held.account()))))
                    || (account == null && shown.getUserHandle() == null)) {
                return new Shown.Refused();
            }
            try {
                webauthn.verify(
                        shown, new AuthenticationParameters(server(site, challenge), record(held), null, true, true));
            } catch (MaliciousCounterValueException copied) {
                return new Shown.Copied(held.account(), held.id());
            }
            var data = Objects.requireNonNull(shown.getAuthenticatorData());
            db.sql("update person.passkey set signatures = ?, backed_up = ?, used_at = ? where id = ?")
                    .params(data.getSignCount(), data.isFlagBS(), Rows.time(at), held.id())
                    .update();
            return new Shown.By(held.account(), held.id());
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException unreadable) {
            LOG.debug("A passkey was refused", unreadable);
            return new Shown.Refused();
        }
    }

    boolean rename(UUID account, UUID passkey, String name) {
        return db.sql("update person.passkey set name = ? where account = ? and id = ?")
                        .params(name, account, passkey)
                        .update()
                == 1;
    }

    boolean remove(UUID account, UUID passkey) {
        return db.sql("delete from person.passkey where account = ? and id = ?")
                        .params(account, passkey)
                        .update()
                == 1;
    }

    /** Locked: two that are shown at once count one after the other. */
    private @Nullable Held held(byte[] credential) {
        return db.sql("select * from person.passkey where credential_id = ? for update")
                .param(credential)
                .query((row, n) -> new Held(
                        Rows.uuid(row, "id"),
                        Rows.uuid(row, "account"),
                        row.getString("host"),
                        row.getBytes("credential"),
                        row.getLong("signatures"),
                        row.getBoolean("backup_eligible"),
                        row.getBoolean("backed_up")))
                .optional()
                .orElse(null);
    }

    @SuppressWarnings("NullAway") // of what a key was made with only what is needed later is kept
    private CredentialRecordImpl record(Held held) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                held.backupEligible(),
                held.backedUp(),
                held.signatures(),
                credentials.convert(held.credential()),
                null,
                null,
                null,
                Set.of());
    }

    private List<Map<String, String>> named(UUID account, Site site) {
        return db.sql("select credential_id from person.passkey where account = ? and host = ? order by created_at")
                .params(account, site.host())
                .query((row, n) -> Map.of("type", "public-key", "id", text(row.getBytes("credential_id"))))
                .list();
    }

    @SuppressWarnings("NullAway") // the library says that bytes may be null, not that the array may
    private static byte[] id(AuthenticationData shown) {
        return Objects.requireNonNull(shown.getCredentialId());
    }

    private static ServerProperty server(Site site, byte[] challenge) {
        return new ServerProperty(new Origin(site.origin()), site.host(), new DefaultChallenge(challenge));
    }

    private static String checked(String answer) {
        if (answer.isEmpty() || answer.length() > LONGEST_ANSWER) {
            throw new IllegalArgumentException("no answer of a device");
        }
        return answer;
    }

    /** By which a device knows whose key it is (WebAuthn, 5.4.3): nothing of them can be read from it. */
    private static byte[] handle(UUID account) {
        return ByteBuffer.allocate(16)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .array();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static PublicKeyCredentialParameters taken(COSEAlgorithmIdentifier algorithm) {
        return new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm);
    }
}

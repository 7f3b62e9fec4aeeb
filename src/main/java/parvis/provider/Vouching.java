package parvis.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.outbound.Fetcher;
import parvis.outbound.Reply;
import parvis.person.HouseKey;
import parvis.provider.Passages.Passage;

/**
 * Asking a provider who somebody is, and believing what it answers only when all of it fits (OpenID Connect Core 1.0, 3.1, with
 * PKCE, RFC 7636). Which factors it says were shown ({@code amr}, {@code acr}) is not asked. Waits, so never within a transaction.
 */
@Component
class Vouching {
    private static final Scope WHO = new Scope("openid", "email");
    /** How far the provider's clock and ours may be apart. */
    private static final Duration APART = Duration.ofSeconds(60);

    private final Discovery discovery;
    private final Fetcher fetcher;
    private final HouseKey key;
    private final Clock clock;

    Vouching(Discovery discovery, Fetcher fetcher, HouseKey key, Clock clock) {
        this.discovery = discovery;
        this.fetcher = fetcher;
        this.key = key;
        this.clock = clock;
    }

    /** What a secret is sealed for: another brand's does not open. */
    static String sealedFor(Brand brand) {
        return "provider " + brand.id();
    }

    /** Where the browser asks. */
    URI question(Provider provider, Passage passage, State state, URI returning) throws Stopped {
        return new AuthenticationRequest.Builder(ResponseType.CODE, WHO, provider.us(), returning)
                .endpointURI(discovery.of(provider.issuer()).authorization())
                .state(state)
                .nonce(passage.nonce())
                .codeChallenge(passage.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** @param answer the parameters with which the browser came back */
    Vouched answered(Brand brand, Provider provider, Passage passage, Map<String, String> answer, URI returning)
            throws Stopped {
        var from = answer.get("iss");
        if (from != null && !from.equals(provider.issuer())) {
            throw new Stopped(Trouble.OTHER_ISSUER);
        }
        var code = answer.get("code");
        if (code == null || code.isEmpty()) {
            throw new Stopped("unauthorized_client".equals(answer.get("error")) ? Trouble.CLIENT : Trouble.REFUSED);
        }
        var known = discovery.of(provider.issuer());
        var tokens = tokens(
                known,
                brand,
                provider,
                new AuthorizationCodeGrant(new AuthorizationCode(code), returning, passage.verifier()));
        var claims = claims(known, provider, tokens.getOIDCTokens().getIDToken(), passage.nonce());
        return vouched(known, claims, tokens);
    }

    private OIDCTokenResponse tokens(Known known, Brand brand, Provider provider, AuthorizationCodeGrant grant)
            throws Stopped {
        var opened = key.open(provider.secret(), sealedFor(brand));
        if (opened == null) {
            throw new Stopped(Trouble.SECRET);
        }
        var secret = new Secret(new String(opened, StandardCharsets.UTF_8));
        var form = new HashMap<>(grant.toParameters());
        var question = Discovery.QUESTION;
        if (isByForm(known)) {
            form.put("client_id", List.of(provider.client()));
            form.put("client_secret", List.of(secret.getValue()));
        } else {
            question = question.knowing(
                    Map.of("Authorization", new ClientSecretBasic(provider.us(), secret).toHTTPAuthorizationHeader()));
        }
        return switch (fetcher.ask(known.token().toString(), question.sending(URLUtils.serializeParameters(form)))) {
            case Reply.Failed failed -> throw new Stopped(Trouble.of(failed.reason()));
            case Reply.Got got -> {
                try {
                    var json = json(got);
                    if (got.status() != 200) {
                        throw new Stopped(refused(ErrorObject.parse(json).getCode()));
                    }
                    yield OIDCTokenResponse.parse(json);
                } catch (ParseException unreadable) {
                    throw new Stopped(Trouble.ANSWER);
                }
            }
        };
    }

    /** The usual way, unless it is said not to be taken (Discovery 1.0, 3). */
    private static boolean isByForm(Known known) {
        var methods = known.metadata().getTokenEndpointAuthMethods();
        return methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    }

    private static Trouble refused(@Nullable String code) {
        return switch (Objects.requireNonNullElse(code, "")) {
            case "invalid_client", "unauthorized_client" -> Trouble.CLIENT;
            case "invalid_grant" -> Trouble.CODE;
            default -> Trouble.ANSWER;
        };
    }

    private IDTokenClaimsSet claims(Known known, Provider provider, @Nullable JWT token, Nonce nonce) throws Stopped {
        if (token == null) {
            throw new Stopped(Trouble.ANSWER);
        }
        try {
            return validated(provider, token, nonce, discovery.keys(known, false));
        } catch (BadJWTException claims) {
            throw new Stopped(wrong(provider, token, nonce));
        } catch (BadJOSEException | JOSEException unknownKey) {
            return claimsByNewKeys(known, provider, token, nonce);
        }
    }

    /** A provider changes its keys when it wants to. */
    private IDTokenClaimsSet claimsByNewKeys(Known known, Provider provider, JWT token, Nonce nonce) throws Stopped {
        try {
            return validated(provider, token, nonce, discovery.keys(known, true));
        } catch (BadJWTException claims) {
            throw new Stopped(wrong(provider, token, nonce));
        } catch (BadJOSEException | JOSEException forged) {
            throw new Stopped(Trouble.SIGNATURE);
        }
    }

    private static IDTokenClaimsSet validated(Provider provider, JWT token, Nonce nonce, JWKSet keys)
            throws BadJOSEException, JOSEException {
        var selector =
                new JWSVerificationKeySelector<SecurityContext>(Discovery.SIGNATURES, new ImmutableJWKSet<>(keys));
        var validator = new IDTokenValidator(provider.as(), provider.us(), selector, null);
        validator.setMaxClockSkew((int) APART.toSeconds());
        return validator.validate(token, nonce);
    }

    /** Which of what it says did not fit; that one did, the library found. */
    private Trouble wrong(Provider provider, JWT token, Nonce nonce) {
        try {
            var claims = token.getJWTClaimsSet();
            if (claims == null) {
                return Trouble.SIGNATURE;
            }
            if (!provider.issuer().equals(claims.getIssuer())) {
                return Trouble.ISSUER;
            }
            if (!claims.getAudience().contains(provider.client())) {
                return Trouble.AUDIENCE;
            }
            if (!nonce.getValue().equals(claims.getStringClaim("nonce"))) {
                return Trouble.NONCE;
            }
            var expires = claims.getExpirationTime();
            return expires != null && expires.toInstant().isBefore(clock.instant())
                    ? Trouble.EXPIRED
                    : Trouble.SIGNATURE;
        } catch (java.text.ParseException unreadable) {
            return Trouble.ANSWER;
        }
    }

    /** Some tell the address with the signature, others only when asked with it. */
    private Vouched vouched(Known known, IDTokenClaimsSet claims, OIDCTokenResponse tokens) throws Stopped {
        Map<String, Object> told = claims.toJSONObject();
        if (text(told.get("email")) == null && known.metadata().getUserInfoEndpointURI() != null) {
            told = userInfo(Discovery.address(known.metadata().getUserInfoEndpointURI()), tokens);
            if (!claims.getSubject().getValue().equals(told.get("sub"))) {
                throw new Stopped(Trouble.ANSWER);
            }
        }
        var email = text(told.get("email"));
        if (email == null || email.indexOf('@') < 1 || email.length() > 254) {
            throw new Stopped(Trouble.NO_EMAIL);
        }
        // some write the word
        if (!"true".equals(String.valueOf(told.get("email_verified")))) {
            throw new Stopped(Trouble.UNVERIFIED);
        }
        return new Vouched(
                claims.getIssuer().getValue(),
                claims.getSubject().getValue(),
                email.strip().toLowerCase(Locale.ROOT));
    }

    private Map<String, Object> userInfo(URI at, OIDCTokenResponse tokens) throws Stopped {
        var token = tokens.getOIDCTokens().getAccessToken();
        if (token == null) {
            throw new Stopped(Trouble.NO_EMAIL);
        }
        var question = Discovery.QUESTION.knowing(Map.of("Authorization", token.toAuthorizationHeader()));
        return switch (fetcher.ask(at.toString(), question)) {
            case Reply.Failed failed -> throw new Stopped(Trouble.of(failed.reason()));
            case Reply.Got got when got.status() != 200 -> throw new Stopped(Trouble.NO_EMAIL);
            case Reply.Got got -> {
                try {
                    yield json(got);
                } catch (ParseException signedOrNone) {
                    throw new Stopped(Trouble.ANSWER);
                }
            }
        };
    }

    private static JSONObject json(Reply.Got got) throws ParseException {
        return JSONObjectUtils.parse(new String(got.body(), StandardCharsets.UTF_8));
    }

    private static @Nullable String text(@Nullable Object claim) {
        return claim instanceof String text && !text.isBlank() ? text : null;
    }
}

package parvis.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.outbound.Fetcher;
import parvis.outbound.Question;
import parvis.outbound.Reply;

/** What identity providers publish of themselves, and their keys; remembered for some minutes. Never within a transaction. */
@Component
class Discovery {
    /** With a key that only the provider has: whoever knows our secret must not be able to sign in its name. */
    static final Set<JWSAlgorithm> SIGNATURES = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    static final Question QUESTION =
            Question.GET.with("Accept", "application/json").atMost(512 * 1024).within(Duration.ofSeconds(8));

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST = 200;

    private final Fetcher fetcher;
    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();
    private final Cache<URI, JWKSet> keys =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    Discovery(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    Known of(String issuer) throws Stopped {
        var remembered = known.getIfPresent(issuer);
        return remembered == null ? anew(issuer) : remembered;
    }

    /** Whatever is remembered: for whoever says which provider it is. */
    Known anew(String issuer) throws Stopped {
        var at = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        var text = text(at + "/.well-known/openid-configuration", Trouble.NO_PROVIDER);
        OIDCProviderMetadata metadata;
        try {
            metadata = OIDCProviderMetadata.parse(text);
        } catch (ParseException | IllegalArgumentException notOne) {
            throw new Stopped(Trouble.NO_PROVIDER);
        }
        if (!metadata.getIssuer().getValue().equals(issuer)) {
            throw new Stopped(Trouble.OTHER_ISSUER);
        }
        var published = checked(metadata);
        known.put(issuer, published);
        return published;
    }

    private static Known checked(OIDCProviderMetadata metadata) throws Stopped {
        var types = metadata.getResponseTypes();
        var algorithms = metadata.getIDTokenJWSAlgs();
        if ((types != null && !types.contains(ResponseType.CODE))
                || (algorithms != null && Collections.disjoint(algorithms, SIGNATURES))) {
            throw new Stopped(Trouble.METHOD);
        }
        return new Known(
                metadata,
                address(metadata.getAuthorizationEndpointURI()),
                address(metadata.getTokenEndpointURI()),
                address(metadata.getJWKSetURI()));
    }

    /** What people or secrets are sent to is encrypted on the way; on this very machine there is no way, and no fetcher goes there. */
    static URI address(@Nullable URI uri) throws Stopped {
        if (uri == null || uri.getHost() == null) {
            throw new Stopped(Trouble.NO_PROVIDER);
        }
        if (!"https".equals(uri.getScheme())
                && !("http".equals(uri.getScheme()) && uri.getHost().equals("127.0.0.1"))) {
            throw new Stopped(Trouble.ADDRESS);
        }
        return uri;
    }

    /** @param anew when a signature fits none that is remembered: keys are changed without a word */
    JWKSet keys(Known provider, boolean anew) throws Stopped {
        var remembered = anew ? null : keys.getIfPresent(provider.keys());
        if (remembered != null) {
            return remembered;
        }
        try {
            var read =
                    JWKSet.parse(text(provider.keys().toString(), Trouble.KEYS)).toPublicJWKSet();
            keys.put(provider.keys(), read);
            return read;
        } catch (java.text.ParseException unreadable) {
            throw new Stopped(Trouble.KEYS);
        }
    }

    private String text(String address, Trouble otherwise) throws Stopped {
        return switch (fetcher.ask(address, QUESTION)) {
            case Reply.Failed failed -> throw new Stopped(Trouble.of(failed.reason()));
            case Reply.Got got when got.status() != 200 -> throw new Stopped(otherwise);
            case Reply.Got got -> new String(got.body(), StandardCharsets.UTF_8);
        };
    }
}

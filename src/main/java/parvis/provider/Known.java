package parvis.provider;

import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;

/** What an identity provider publishes of itself (OpenID Connect Discovery 1.0, 4.2), as far as we need it, all of it there. */
record Known(OIDCProviderMetadata metadata, URI authorization, URI token, URI keys) {}

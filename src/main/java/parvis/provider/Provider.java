package parvis.provider;

import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider of a brand's company, as its owner said.
 *
 * @param issuer its address, by which it names itself
 * @param secret sealed
 * @param domains whose addresses it may vouch for, in lower case
 * @param label of its button
 * @param newcomers whether somebody who does not work here comes in as a member
 * @param triedAt when somebody came all the way first; null while nobody did
 */
record Provider(
        String issuer,
        String client,
        byte[] secret,
        List<String> domains,
        String label,
        boolean newcomers,
        @Nullable Instant triedAt) {

    Issuer as() {
        return new Issuer(issuer);
    }

    ClientID us() {
        return new ClientID(client);
    }

    boolean vouchesFor(String email) {
        return domains.contains(email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT));
    }
}

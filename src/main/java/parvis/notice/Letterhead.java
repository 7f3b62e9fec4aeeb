package parvis.notice;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;

/** From which address a brand writes, and where what is answered reaches it. */
@Component
class Letterhead {
    private final String mailFrom;
    private final String host;

    Letterhead(
            @Value("${parvis.mail-from:}") String mailFrom,
            @Value("${parvis.base-url:http://localhost:8080}") String base) {
        this.mailFrom = mailFrom;
        this.host = String.valueOf(URI.create(base).getHost());
    }

    String from(Brand brand) {
        return mailFrom.isEmpty() ? own(brand) : mailFrom;
    }

    /** Null when it is where the letter comes from, or when the brand takes no mail. */
    @Nullable
    String replyTo(Brand brand) {
        return from(brand).equals(own(brand)) || brand.mails().isEmpty() ? null : own(brand);
    }

    /**
     * Where what does not arrive comes back to, so that it is read here: the brand's own address. Where it writes from another
     * domain, that one, because servers let pass what comes from their own only.
     */
    String bounces(Brand brand) {
        var from = from(brand);
        return !brand.mails().isEmpty() && domainOf(from).equals(domainOf(own(brand))) ? own(brand) : from;
    }

    private static String domainOf(String address) {
        return IDN.toASCII(address.substring(address.lastIndexOf('@') + 1)).toLowerCase(Locale.ROOT);
    }

    /** Under which its mails are named. */
    String domain(Brand brand) {
        var own = own(brand);
        return IDN.toASCII(own.substring(own.lastIndexOf('@') + 1));
    }

    /** The brand's own address with something after a plus, by which what is answered there is known; null when it has none. */
    @Nullable
    String tagged(Brand brand, String tag) {
        if (brand.mails().isEmpty()) {
            return null;
        }
        var own = own(brand);
        var at = own.lastIndexOf('@');
        return own.substring(0, at) + "+" + tag + own.substring(at);
    }

    private String own(Brand brand) {
        return brand.mails().isEmpty() ? "bonjour@" + host : brand.mails().getFirst();
    }
}

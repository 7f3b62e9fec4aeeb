package parvis.mail;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brands;

/** The addresses at which brands take mail, with whatever stands behind a plus in them. */
@Component
class Recipients {
    private static final String TOKEN = "r.";
    private static final int LONGEST = 320;

    private final Brands brands;

    Recipients(Brands brands) {
        this.brands = brands;
    }

    /** @param token of a colleague who answers by mail, or null */
    record Recipient(Brand brand, String address, @Nullable String token) {}

    Optional<Recipient> find(String written) {
        var address = written.strip().toLowerCase(Locale.ROOT);
        var at = address.lastIndexOf('@');
        if (at < 1 || address.length() > LONGEST) {
            return Optional.empty();
        }
        return brands.ofMailAddress(bare(address)).map(brand -> new Recipient(brand, address, token(address)));
    }

    /** Whether mail from there is the brand's own. */
    static boolean isOwn(Brand brand, String address) {
        return brand.mails().contains(bare(address.strip().toLowerCase(Locale.ROOT)));
    }

    static @Nullable String token(String recipient) {
        var plus = recipient.indexOf('+');
        var at = recipient.lastIndexOf('@');
        if (plus < 0 || plus > at || !recipient.startsWith(TOKEN, plus + 1)) {
            return null;
        }
        return recipient.substring(plus + 1 + TOKEN.length(), at);
    }

    /** Without what stands between the plus and the domain. */
    private static String bare(String address) {
        var plus = address.indexOf('+');
        var at = address.lastIndexOf('@');
        return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
    }
}

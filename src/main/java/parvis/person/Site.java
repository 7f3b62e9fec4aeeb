package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import parvis.brand.Brand;
import parvis.brand.Brands;

/**
 * Where a browser is, as it says so itself in what a passkey signs.
 *
 * @param host the relying party's id (WebAuthn, 5.1.2): no port
 * @param origin scheme, host and port, as browsers write them
 */
record Site(String host, String origin) {
    /** Whether a host leads to this brand: by whichever of its names, so that none of them is a way around. */
    static Predicate<String> of(Brand brand, Brands brands) {
        return host -> brands.ofHost(host)
                .filter(found -> found.id().equals(brand.id()))
                .isPresent();
    }

    static Site of(HttpServletRequest request) {
        var port = request.getServerPort();
        var usual = port == (request.isSecure() ? 443 : 80);
        var host = request.getServerName().toLowerCase(java.util.Locale.ROOT);
        return new Site(host, request.getScheme() + "://" + host + (usual ? "" : ":" + port));
    }
}

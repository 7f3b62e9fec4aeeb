package parvis.person;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Where a browser is, as it says so itself in what a passkey signs.
 *
 * @param host the relying party's id (WebAuthn, 5.1.2): no port
 * @param origin scheme, host and port, as browsers write them
 */
record Site(String host, String origin) {
    static Site of(HttpServletRequest request) {
        var port = request.getServerPort();
        var usual = port == (request.isSecure() ? 443 : 80);
        var host = request.getServerName().toLowerCase(java.util.Locale.ROOT);
        return new Site(host, request.getScheme() + "://" + host + (usual ? "" : ":" + port));
    }
}

package parvis.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Properties;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where PostgreSQL is and how to enter it: as its owner, who migrates, and as the application's role, which owns nothing.
 *
 * @param url a JDBC URL without user or password
 */
public record DatabaseLocation(String url, String owner, String ownerPassword) {

    /** The application's role is named after the database, so that several can live on one server. */
    public String appRole() {
        // Parameters first: one may name a file, and its path is not the database's.
        var place = url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
        var name = place.substring(place.lastIndexOf('/') + 1);
        return name.replaceAll("[^A-Za-z0-9_]", "_").toLowerCase(java.util.Locale.ROOT) + "_app";
    }

    /** Past the wall between brands: for what concerns the whole house, such as its backup. */
    public Connection connectAsOwner() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", owner);
        properties.setProperty("password", ownerPassword);
        properties.setProperty("ApplicationName", "parvis-owner");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(url, properties);
    }

    /** Derived from the owner's, so that every node knows it and nothing more has to be kept. */
    public String appPassword() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(("parvis:" + ownerPassword).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(appRole().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "DatabaseLocation[" + url + "]";
    }
}

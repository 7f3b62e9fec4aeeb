package parvis.notice;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;

/** By which way letters leave, for whoever looks after it. */
@Component
public class Outgoing {
    private static final int SMTP = 25;
    private static final int SMTPS = 465;

    /** What a server says of itself before any letter is handed over. */
    public sealed interface Greeting {
        /** Letters are kept in a directory. */
        record None() implements Greeting {}

        /**
         * @param signedIn whether it took a name and a password of ours
         * @param largest letter that it takes, in bytes; 0 when it does not say
         * @param reports whether it tells of what it could not deliver (RFC 3461)
         */
        record Ready(boolean encrypted, boolean signedIn, long largest, boolean reports) implements Greeting {}

        record PasswordRefused() implements Greeting {}

        /** @param why a few words without anybody's address */
        record Silent(String why) implements Greeting {}
    }

    private final Letterhead letterhead;
    private final @Nullable URI url;
    private final Path kept;

    Outgoing(
            Letterhead letterhead, @Value("${parvis.smtp-url:}") String smtp, @Value("${parvis.data:data}") Path data) {
        this.letterhead = letterhead;
        this.url = smtp.isEmpty() ? null : URI.create(smtp);
        this.kept = data.resolve("outbox");
    }

    /** The address from which a brand writes. */
    public String from(Brand brand) {
        return letterhead.from(brand);
    }

    /** {@code host:port}; empty when letters are kept in a directory. */
    public String server() {
        if (url == null) {
            return "";
        }
        var usual = "smtps".equals(url.getScheme()) ? SMTPS : SMTP;
        return url.getHost() + ":" + (url.getPort() < 0 ? usual : url.getPort());
    }

    /** Of the server; empty for none. */
    public String host() {
        return url == null ? "" : url.getHost();
    }

    public boolean isHere() {
        return Smtp.isHere(host());
    }

    /** Where letters are kept when there is no server. */
    public String kept() {
        return kept.toString();
    }

    /** Connects, greets, signs in, and hangs up; no letter is sent. Takes a few seconds at most. */
    public Greeting greet() {
        return url == null ? new Greeting.None() : new Smtp(url.toString()).greet();
    }
}

package parvis.settings;

import com.ibm.icu.text.IDNA;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Hosts;
import parvis.brand.Permission;
import parvis.outbound.Fetcher;
import parvis.outbound.Question;
import parvis.outbound.Reason;
import parvis.outbound.Reply;
import parvis.person.Secrets;
import parvis.person.Visitor;

/** Adding a host to a brand, once it is seen to lead to this server: what it is to answer is asked of it as anybody would. */
@Component
class HostTrial {
    /** Before what is asked for, at any host. */
    static final String PATH = "/.well-known/parvis/";

    private static final Question QUESTION = Question.GET.atMost(1_000).within(Duration.ofSeconds(8));
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final IDNA NAMES = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII);

    enum Outcome {
        DONE,
        NOT_ALLOWED,
        /** No name of a host. */
        UNREADABLE,
        KNOWN,
        TAKEN,
        TOO_MANY,
        /** There is no such name. */
        NAME,
        /** It leads to a machine that not everybody reaches. */
        NOT_PUBLIC,
        UNREACHABLE,
        CERTIFICATE,
        /** Somebody else answers there. */
        ELSEWHERE
    }

    private final Hosts hosts;
    private final Fetcher fetcher;

    HostTrial(Hosts hosts, Fetcher fetcher) {
        this.hosts = hosts;
        this.fetcher = fetcher;
    }

    /** @param scheme by which this page was asked, and {@code port} likewise: the host is to be reached the same way */
    Outcome add(Brand brand, String typed, String scheme, int port, Visitor by, Instant at) {
        if (!by.may(Permission.SET_HOUSE)) {
            return Outcome.NOT_ALLOWED;
        }
        var host = name(typed);
        if (host.isEmpty()) {
            return Outcome.UNREADABLE;
        }
        var free = hosts.check(brand, host.get());
        if (free != Hosts.Outcome.DONE) {
            return of(free);
        }
        var reached = reached(host.get(), scheme, port, at);
        return reached == Outcome.DONE ? of(hosts.add(brand, host.get(), by.actor(), by.address(), at)) : reached;
    }

    /** As browsers ask for it, of what people type or paste. */
    static Optional<String> name(String typed) {
        var bare = typed.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("[/:].*$", "");
        var info = new IDNA.Info();
        var ascii = NAMES.nameToASCII(bare, new StringBuilder(), info).toString();
        return !info.hasErrors() && ascii.length() <= 253 && NAME.matcher(ascii).matches()
                ? Optional.of(ascii)
                : Optional.empty();
    }

    /** Whether it leads to this server. */
    Outcome reached(String host, String scheme, int port, Instant at) {
        var token = Secrets.next();
        hosts.expect(Secrets.hash(token), at);
        var usual = port == (scheme.equals("https") ? 443 : 80);
        return switch (fetcher.ask(scheme + "://" + host + (usual ? "" : ":" + port) + PATH + token, QUESTION)) {
            case Reply.Failed failed -> of(failed.reason());
            case Reply.Got got ->
                got.status() == 200
                                && host.equals(got.at().getHost())
                                && new String(got.body(), StandardCharsets.UTF_8).equals(answer(token))
                        ? Outcome.DONE
                        : Outcome.ELSEWHERE;
        };
    }

    /** What this server says, and nobody else: it knows that it is asked. */
    static String answer(String token) {
        return "parvis " + token;
    }

    private static Outcome of(Reason reason) {
        return switch (reason) {
            case NO_SUCH_NAME, NAME_UNKNOWN -> Outcome.NAME;
            case NOT_PUBLIC, NOT_AN_ADDRESS, PORT, SCHEME, CREDENTIALS -> Outcome.NOT_PUBLIC;
            case CERTIFICATE -> Outcome.CERTIFICATE;
            case UNREACHABLE, SLOW, BROKEN, BUSY -> Outcome.UNREACHABLE;
            case TOO_LARGE, UNREADABLE, TOO_MANY_REDIRECTS -> Outcome.ELSEWHERE;
        };
    }

    private static Outcome of(Hosts.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Outcome.DONE;
            case UNCHANGED -> Outcome.KNOWN;
            case TAKEN, LAST -> Outcome.TAKEN;
            case TOO_MANY -> Outcome.TOO_MANY;
        };
    }
}

package parvis.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import parvis.notice.Outgoing;
import parvis.postal.Answer;
import parvis.postal.Dns;
import parvis.settings.Check.Subject;

/** Lines that mail comes and goes by: each is opened, greeted, and shut again. No mail travels. */
final class LineChecks {
    static final int MAIL = 25;
    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final int LONGEST_GREETING = 1_000;
    private static final int MANY = 3;
    private static final long MEGABYTE = 1024 * 1024;

    private LineChecks() {}

    /** That on which letters leave. */
    static Check line(Outgoing outgoing) {
        var server = outgoing.server();
        return switch (outgoing.greet()) {
            case Outgoing.Greeting.None() -> Check.toDo(Subject.LINE, "settings.line.none");
            case Outgoing.Greeting.PasswordRefused() -> Check.problem(Subject.LINE, "settings.line.password", server);
            case Outgoing.Greeting.Silent(var why) -> Check.problem(Subject.LINE, "settings.line.silent", server, why);
            case Outgoing.Greeting.Ready ready -> {
                var check = ready.encrypted() || outgoing.isHere()
                        ? Check.good(
                                Subject.LINE,
                                ready.encrypted() ? "settings.line.encrypted" : "settings.line.here",
                                server)
                        : Check.problem(Subject.LINE, "settings.line.open", server);
                if (ready.signedIn()) {
                    check = check.also("settings.line.signed-in");
                }
                if (ready.largest() > 0) {
                    check = check.also("settings.line.largest", ready.largest() / MEGABYTE);
                }
                yield check.also(ready.reports() ? "settings.line.reports" : "settings.line.no-reports");
            }
        };
    }

    /**
     * Where mail for the brand's domain arrives.
     *
     * @param own a name of this house, to be published where nothing is
     * @param port where servers of the world take mail: 25
     * @param mayBeGreeted an address that everybody reaches: whoever names a domain here also says where its mail goes, and the
     *     house knocks at no door for them that only it could reach
     */
    static Check exchanger(Dns dns, String domain, String own, int port, Predicate<InetAddress> mayBeGreeted) {
        return switch (dns.exchangers(domain)) {
            case Answer.Unknown<Dns.Exchanger>(var why) ->
                Check.unknown(Subject.EXCHANGER, "settings.dns.silent", domain);
            case Answer.Nothing<Dns.Exchanger>() ->
                Check.toDo(Subject.EXCHANGER, "settings.exchanger.none", domain)
                        .publishing(domain, "MX", "10 " + own + ".");
            case Answer.Found<Dns.Exchanger>(var found) -> {
                if (found.getFirst().host().isEmpty() || found.getFirst().host().equals(".")) {
                    yield Check.problem(Subject.EXCHANGER, "settings.exchanger.refuses", domain)
                            .publishing(domain, "MX", "10 " + own + ".");
                }
                for (var exchanger : found.subList(0, Math.min(MANY, found.size()))) {
                    for (var address : dns.addresses(exchanger.host()).records()) {
                        if (!mayBeGreeted.test(address)) {
                            yield Check.problem(
                                    Subject.EXCHANGER, "settings.exchanger.inside", domain, exchanger.host());
                        }
                        var greeting = greeting(address, port);
                        if (greeting != null) {
                            yield Check.good(
                                    Subject.EXCHANGER,
                                    greeting.contains("Parvis")
                                            ? "settings.exchanger.ours"
                                            : "settings.exchanger.theirs",
                                    domain,
                                    exchanger.host());
                        }
                    }
                }
                yield Check.unknown(
                        Subject.EXCHANGER,
                        "settings.exchanger.silent",
                        domain,
                        found.getFirst().host());
            }
        };
    }

    private static @Nullable String greeting(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), Math.toIntExact(PATIENCE.toMillis()));
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var said = new StringBuilder();
            for (var next = in.read();
                    next >= 0 && next != '\n' && said.length() < LONGEST_GREETING;
                    next = in.read()) {
                said.append((char) next);
            }
            return said.toString().startsWith("220") ? said.toString() : null;
        } catch (IOException silent) {
            return null;
        }
    }
}

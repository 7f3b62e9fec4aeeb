package parvis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parvis.outbound.PublicAddress;
import parvis.postal.Dns;
import parvis.settings.Check.Publish;
import parvis.settings.Check.State;
import parvis.support.Zone;

/** Where mail for the house arrives. */
class LineChecksTest {
    private final Zone zone = new Zone();
    private final Dns dns = new Dns(zone.address());

    @AfterEach
    void close() {
        zone.close();
    }

    @Test
    void aDomainWithoutAServerIsToldWhatToPublish() {
        var none = LineChecks.exchanger(dns, "maison.example", "place.maison.example", 25, any -> true);
        assertThat(none.state()).isEqualTo(State.TO_DO);
        assertThat(none.publish()).isEqualTo(new Publish("maison.example", "MX", "10 place.maison.example."));
        zone.put("muette.example", "MX 0 .");
        assertThat(LineChecks.exchanger(dns, "muette.example", "place.muette.example", 25, any -> true)
                        .state())
                .as("it says that it takes none (RFC 7505)")
                .isEqualTo(State.PROBLEM);
    }

    @Test
    void aServerIsGreetedAndKnownForOursOrAnothers() throws Exception {
        zone.put("maison.example", "MX 10 mx.maison.example.").put("mx.maison.example", "A 127.0.0.1");
        assertThat(greetedWith("220 place ESMTP Parvis\r\n")).isEqualTo("settings.exchanger.ours");
        assertThat(greetedWith("220 mx ESMTP Postfix\r\n")).isEqualTo("settings.exchanger.theirs");
        assertThat(greetedWith("554 not you\r\n")).isEqualTo("settings.exchanger.silent");
    }

    @Test
    void aServerThatSaysNothingKeepsNobodyWaiting() throws Exception {
        zone.put("maison.example", "MX 10 mx.maison.example.").put("mx.maison.example", "A 127.0.0.1");
        try (var mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(LineChecks.exchanger(dns, "maison.example", "x", mute.getLocalPort(), any -> true)
                            .state())
                    .isEqualTo(State.UNKNOWN);
        }
    }

    @Test
    void aServerThatOnlyThisMachineReachesIsNotGreeted() throws Exception {
        var asked = new AtomicInteger();
        try (var inside = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var socket = inside.accept()) {
                    asked.incrementAndGet();
                } catch (IOException closed) {
                    // nobody came
                }
            });
            for (var address : List.of(
                    "A 127.0.0.1",
                    "A 0.0.0.0",
                    "A 10.0.0.1",
                    "A 169.254.169.254",
                    "AAAA ::1",
                    "AAAA ::ffff:127.0.0.1")) {
                zone.forget("maison.example").forget("mx.maison.example");
                zone.put("maison.example", "MX 10 mx.maison.example.").put("mx.maison.example", address);
                var check = LineChecks.exchanger(dns, "maison.example", "x", inside.getLocalPort(), PublicAddress::is);
                assertThat(check.state()).as(address).isEqualTo(State.PROBLEM);
                assertThat(check.said().getFirst().key()).isEqualTo("settings.exchanger.inside");
            }
        }
        assertThat(asked).hasValue(0);
    }

    private String greetedWith(String greeting) throws IOException {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var socket = server.accept()) {
                    socket.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    // the test is over
                }
            });
            return LineChecks.exchanger(dns, "maison.example", "x", server.getLocalPort(), any -> true)
                    .said()
                    .getFirst()
                    .key();
        }
    }
}

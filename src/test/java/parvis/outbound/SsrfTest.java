package parvis.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parvis.postal.Dns;
import parvis.support.Nearby;
import parvis.support.Zone;
import tools.jackson.databind.json.JsonMapper;

/** Whatever address a stranger writes, the house never asks a machine for them that only the house reaches. */
class SsrfTest {
    private static final Path DATA = Path.of("../shared/data/security");
    private static final Question BRIEF = Question.GET.within(Duration.ofSeconds(4));

    private static Zone zone;
    private static Nearby inside;
    private static Fetcher fetcher;

    @BeforeAll
    static void aMachineThatOnlyTheHouseReaches() {
        inside = new Nearby().put("/", "200 OK", "secret");
        zone = new Zone()
                .put("inside.example", "A 127.0.0.1")
                .put("link.example", "A 169.254.169.254")
                .put("both.example", "A 93.184.215.14")
                .put("both.example", "A 10.0.0.1")
                .put("six.example", "AAAA ::1")
                .put("mapped.example", "AAAA ::ffff:127.0.0.1")
                .put("alias.example", "CNAME inside.example.");
        fetcher = new Fetcher(new Dns(zone.address()), Clock.systemUTC());
    }

    @AfterAll
    static void close() throws IOException {
        fetcher.destroy();
        inside.close();
        zone.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:53aa:64c:0:0:80ff:fffe",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2a00:1450::5efe:7f00:1",
                "2a00:1450::200:5efe:a00:1",
                "5f00::1"
            })
    void anAddressThatNotEverybodyReachesIsRefused(String address) {
        assertThat(PublicAddress.is(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.1", "93.184.215.14", "100.63.255.255", "100.128.0.1", "126.0.0.1",
                "128.0.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1", "192.167.1.1", "192.169.1.1", "198.17.1.1",
                "198.20.0.1", "223.255.255.255", "2a00:1450:4007:80e::200e", "2606:4700:4700::1111",
                        "2001:4860:4860::8888"
            })
    void anAddressThatEverybodyReachesIsNot(String address) {
        assertThat(PublicAddress.is(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void everyWayOfWritingThisMachineIsRefusedBeforeItIsAsked() {
        var port = inside.port();
        var written = new ArrayList<String>();
        for (var host : List.of(
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "0",
                "0.0.0.0",
                "0x7f000001",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "0o177.0.0.1",
                "00000177.1",
                "2130706433",
                "127.0.0.1.",
                "127.127.127.127",
                "1.1.1.1.127.0.0.01",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "ip6-localhost",
                "[::1]",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[fe80::1%25lo]",
                "[fe80::1%lo]",
                "①②⑦.⓪.⓪.①",
                "127。0。0。1",
                "１２７.0.0.1",
                "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
                "inside.example",
                "INSIDE.example.",
                "alias.example",
                "six.example",
                "mapped.example",
                "link.example",
                "both.example",
                "169.254.169.254",
                "0xa9fea9fe",
                "2852039166",
                "169.254.43518",
                "%31%32%37.0.0.1",
                "127.0.0.1%00.example",
                "127.0.0.1%2f.example")) {
            written.add("http://" + host + ":" + port + "/");
            written.add("http://" + host + "/");
            written.add("https://" + host + ":8443/");
        }
        assertRefused(written);
    }

    @Test
    void whatParsersReadInDifferentWaysIsRefused() {
        var place = "127.0.0.1:" + inside.port();
        assertRefused(List.of(
                "http://1.1.1.1 &@" + place + "# @3.3.3.3/",
                "http://" + place + "\\@example.com/",
                "http://example.com\\@" + place + "/",
                "http://example.com@" + place + "/",
                "http://user:pass@" + place + "/",
                "http://@" + place + "/",
                "http:/" + place + "/",
                "http:" + place + "/",
                "http:\\\\" + place + "/",
                "//" + place + "/",
                place,
                "http://" + place + "\t/",
                "ht\ntp://" + place + "/",
                "\u0000http://" + place + "/",
                "http://127.0.0.1:" + inside.port() + ":80/",
                "http://[::1]" + inside.port() + "/",
                "http://127.0.0.1:99999/",
                "http:///",
                "http://?",
                "http://.",
                "http://a..b/",
                "http://-/",
                "",
                " ",
                "http://" + "a".repeat(3000) + ".example/"));
        for (var scheme : List.of(
                "file",
                "ftp",
                "gopher",
                "dict",
                "ldap",
                "sftp",
                "tftp",
                "jar:http",
                "netdoc",
                "data",
                "javascript",
                "ws",
                "about",
                "chrome",
                "view-source:http")) {
            assertRefused(List.of(scheme + "://" + place + "/", scheme + ":///etc/passwd"));
        }
    }

    @Test
    void portsWhereNoPagesAreServedAreNotSpokenTo() {
        for (var port : List.of(1, 22, 25, 53, 110, 143, 389, 587, 2375, 3306, 5432, 6379, 9200, 11211, 27017, 65535)) {
            assertThat(fetcher.ask("http://1.1.1.1:" + port + "/", BRIEF))
                    .isInstanceOfSatisfying(
                            Reply.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(Reason.PORT));
        }
    }

    @Test
    void aRedirectIsCheckedLikeTheAddressThatLedThere() throws IOException {
        try (var elsewhere = new Nearby();
                var other = new Nearby().put("/", "200 OK", "secret")) {
            var allowed = Set.of(elsewhere.port());
            var outside =
                    new Fetcher(new Dns(zone.address()), Clock.systemUTC(), place -> allowed.contains(place.getPort()));
            for (var to : List.of(
                    other.at("/"),
                    "http://localhost:" + other.port() + "/",
                    "http://[::1]:" + other.port() + "/",
                    "http://2130706433:" + other.port() + "/",
                    "//127.0.0.1:" + other.port() + "/",
                    "http://169.254.169.254/latest/meta-data/",
                    "file:///etc/passwd",
                    "gopher://127.0.0.1:6379/_x",
                    "http://a:b@1.1.1.1/")) {
                elsewhere.redirect("/to", 302, to);
                assertThat(outside.ask(elsewhere.at("/to"), BRIEF))
                        .as(to)
                        .isInstanceOfSatisfying(
                                Reply.Failed.class,
                                failed -> assertThat(failed.outcome()).isEqualTo(Outcome.FINAL));
            }
            assertThat(other.asked()).isEmpty();
            elsewhere.put("/here", "200 OK", "there").redirect("/to", 302, "/here");
            assertThat(outside.ask(elsewhere.at("/to"), BRIEF)).isInstanceOf(Reply.Got.class);
            outside.destroy();
        }
    }

    /** It is checked when it is looked up for the connection, not only before. */
    @Test
    void aNameThatChangesItsMindLeadsNowhereElse() throws IOException {
        var looked = new AtomicInteger();
        var turning = new Fetcher(new Dns(zone.address()), Clock.systemUTC(), place -> looked.getAndIncrement() == 0);
        var before = inside.asked().size();
        assertThat(turning.ask("http://inside.example:" + inside.port() + "/", BRIEF))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(Reason.NOT_PUBLIC));
        assertThat(looked).hasValueGreaterThan(1);
        assertThat(inside.asked()).hasSize(before);
        turning.destroy();
    }

    @Test
    void whatIsConnectedToIsWhatWasChecked() throws Exception {
        var names =
                new Names(new Dns(zone.put("public.example", "A 93.184.215.14").address()), place -> false);
        assertThat(names.resolve("public.example", 443))
                .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("93.184.215.14"), 443));
        assertThat(catchReason(() -> names.resolve("both.example", 443))).isEqualTo(Reason.NOT_PUBLIC);
        assertThat(catchReason(() -> names.resolve("[::1]", 443))).isEqualTo(Reason.NOT_PUBLIC);
        assertThat(catchReason(() -> names.resolve("127.0.0.1", 443))).isEqualTo(Reason.NOT_PUBLIC);
    }

    @Test
    void everyTrickOfTheCollectionIsRefused() throws IOException {
        var collected = DATA.resolve("ssrf/README.md");
        assumeThat(collected).exists();
        var tricks = Pattern.compile("[a-zA-Z]{2,8}:[^\\s`\"<>|)]*[^\\s`\"<>|)]")
                .matcher(Files.readString(collected))
                .results()
                .map(found -> found.group())
                .filter(trick -> trick.contains("//") || trick.startsWith("http:"))
                .distinct()
                .filter(trick -> !trick.contains("//1.1.1.1")) // which is what it says
                .toList();
        assertThat(tricks).hasSizeGreaterThan(60);
        // no name is known to this zone: what is not refused as a form ends there
        assertRefused(tricks);
    }

    @Test
    void anAddressThatIsTakenIsReadAsBrowsersReadIt() throws IOException {
        var collected = DATA.resolve("urltestdata.json");
        assumeThat(collected).exists();
        int taken = 0;
        int refused = 0;
        for (var one : new JsonMapper().readTree(collected.toFile())) {
            var input = one.path("input");
            if (!input.isString() || !input.stringValue().matches("(?is)https?:.*")) {
                continue;
            }
            Destination read;
            try {
                read = Destination.of(input.stringValue());
            } catch (Refused no) {
                refused++;
                continue;
            }
            taken++;
            assertThat(one.path("failure").asBoolean(false))
                    .as("browsers refuse " + input)
                    .isFalse();
            var theirs = one.path("hostname").asString();
            if (theirs.startsWith("[")) {
                assertThat(read.literal()).isEqualTo(InetAddress.ofLiteral(theirs.substring(1, theirs.length() - 1)));
            } else {
                assertThat(theirs).as(input.stringValue()).isIn(read.host(), read.host() + ".");
            }
        }
        assertThat(taken).isGreaterThan(20);
        assertThat(refused).isGreaterThan(100);
    }

    private static void assertRefused(List<String> written) {
        var before = inside.asked().size();
        for (var address : written) {
            assertThat(fetcher.ask(address, BRIEF))
                    .as(address)
                    .isInstanceOfSatisfying(
                            Reply.Failed.class,
                            failed -> assertThat(failed.outcome())
                                    .as(address + " " + failed)
                                    .isEqualTo(Outcome.FINAL));
        }
        assertThat(inside.asked()).hasSize(before);
    }

    private interface Resolving {
        Object resolve() throws IOException;
    }

    private static Reason catchReason(Resolving resolving) {
        try {
            return org.junit.jupiter.api.Assertions.fail("resolved to " + resolving.resolve());
        } catch (Names.Unusable unusable) {
            return unusable.refused().reason();
        } catch (IOException other) {
            throw new AssertionError(other);
        }
    }
}

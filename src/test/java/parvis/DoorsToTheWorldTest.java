package parvis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static parvis.support.Soon.soon;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.conversation.Conversation;
import parvis.database.Transactions;
import parvis.outbound.Fetcher;
import parvis.outbound.LinkLook;
import parvis.person.Accounts;
import parvis.settings.OwnHouse;
import parvis.support.Nearby;
import parvis.support.OnceTest;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Web;
import parvis.support.Zone;

/** Through no page that takes an address does anybody make the house ask a machine that only the house reaches. */
@ProductTest
@OnceTest
class DoorsToTheWorldTest {
    private static final Path TRICKS = Path.of("../shared/data/security/ssrf/README.md");

    /** Every class that opens a way out of the house, or asks the one that does, and who says where to. A new one is tried below. */
    private static final Map<String, String> WAYS_OUT = Map.ofEntries(
            Map.entry("feed.Fetched", "nobody: it reads what the fetcher gave"),
            Map.entry("notice.Composed", "nobody: it is a letter for Smtp"),
            Map.entry("feed.Refreshing", "an address that the page of feeds took"),
            Map.entry("feed.Watching", "the page of feeds"),
            Map.entry("importer.Discourse", "the page of imports, and the console"),
            Map.entry("importer.ForumSite", "the same"),
            Map.entry("newsroom.LaterChecks", "the links of a draft, of an answer, of a text that a program sends"),
            Map.entry("outbound.Fetcher", "whoever is named here"),
            Map.entry("outbound.LinkLook", "LaterChecks"),
            Map.entry("outbound.Names", "Fetcher"),
            Map.entry("provider.Discovery", "the page of the identity provider, and what that provider publishes"),
            Map.entry("provider.Vouching", "what that provider publishes"),
            Map.entry("settings.HostTrial", "the page of domains"),
            Map.entry("settings.LineChecks", "the DNS of the house's own domain: LineChecksTest"),
            Map.entry("settings.MailChecks", "LineChecks"),
            Map.entry(
                    "postal.Dns",
                    "names that others write are looked up with the resolver of this machine; nothing else is asked"),
            Map.entry("mail.Imap", "the hoster, by PARVIS_IMAP_URL"),
            Map.entry("notice.Smtp", "the hoster, by PARVIS_SMTP_URL"));

    /** What belongs to this machine alone: who listens, and programs that are run by hand. */
    private static final Set<String> AT_HOME = Set.of("bench", "shots", "console", "database", "demo");

    private static final Pattern OPENS = Pattern.compile(
            "java\\.net\\.(Socket|DatagramSocket|MulticastSocket|URLConnection|HttpURLConnection|JarURLConnection)"
                    + "|javax\\.net\\.(SocketFactory|ssl\\.SSLSocketFactory|ssl\\.SSLSocket)|java\\.net\\.http\\..*"
                    + "|java\\.nio\\.channels\\.(SocketChannel|DatagramChannel|AsynchronousSocketChannel)"
                    + "|org\\.apache\\.hc\\.client5\\..*|org\\.springframework\\.web\\.client\\..*|org\\.springframework\\.http\\.client\\..*"
                    + "|org\\.eclipse\\.angus\\.mail\\.(imap|smtp|pop3)\\..*|jakarta\\.mail\\.(Store|Transport)"
                    + "|org\\.xbill\\.DNS\\.lookup\\..*|org\\.xbill\\.DNS\\..*Resolver");

    private static final List<String> HOSTS = List.of(
            "127.0.0.1",
            "127.1",
            "0",
            "0.0.0.0",
            "0x7f000001",
            "0177.0.0.1",
            "2130706433",
            "127.0.0.1.",
            "127.255.255.254",
            "localhost",
            "LOCALHOST.",
            "ip6-localhost",
            "[::1]",
            "[::]",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "[fe80::1]",
            "①②⑦.⓪.⓪.①",
            "127。0。0。1",
            "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "100.64.0.1",
            "169.254.169.254",
            "0xa9fea9fe",
            "168.63.129.16",
            "[fd00:ec2::254]",
            "user:pass@127.0.0.1",
            "example.com@127.0.0.1",
            "dedans.doors.example",
            "alias.doors.example",
            "six.doors.example",
            "mapped.doors.example",
            "deux.doors.example",
            "meta.doors.example");

    private static final List<String> SCHEMES = List.of(
            "file:///etc/passwd",
            "ftp://%s/",
            "gopher://%s/_x",
            "dict://%s/x",
            "jar:http://%s/!/",
            "data:text/plain,x",
            "javascript:alert(1)");

    @Autowired
    TwoBrands brands;

    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    Web web;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private final AtomicInteger reached = new AtomicInteger();
    private ServerSocket inside;
    private Brand house;
    private String owner;

    @BeforeEach
    void aMachineThatOnlyTheHouseReaches() throws IOException {
        inside = new ServerSocket(0); // at every address of this machine
        Thread.ofPlatform().daemon().name("inside").start(() -> {
            while (!inside.isClosed()) {
                try (var socket = inside.accept()) {
                    reached.incrementAndGet();
                } catch (IOException closed) {
                    return;
                }
            }
        });
        for (var name : List.of("dedans", "alias", "six", "mapped", "deux", "meta", "vers")) {
            Zone.shared().forget(name + ".doors.example");
        }
        Zone.shared()
                .put("dedans.doors.example", "A 127.0.0.1")
                .put("alias.doors.example", "CNAME dedans.doors.example.")
                .put("six.doors.example", "AAAA ::1")
                .put("mapped.doors.example", "AAAA ::ffff:127.0.0.1")
                .put("deux.doors.example", "A 93.184.215.14")
                .put("deux.doors.example", "A 127.0.0.1")
                .put("meta.doors.example", "A 169.254.169.254");
        house = OwnHouse.make(creation, all, team, accounts);
        owner = brands.session(house, "owner@" + house.slug() + ".test");
    }

    @AfterEach
    void close() throws IOException {
        inside.close();
    }

    /** Every spelling at the port that listens, and at those of the web. */
    private List<String> addresses() throws IOException {
        var addresses = new ArrayList<String>();
        for (var host : HOSTS) {
            addresses.add("http://" + host + ":" + inside.getLocalPort() + "/");
            addresses.add("https://" + host + ":" + inside.getLocalPort() + "/");
            addresses.add("http://" + host + "/latest/meta-data/");
        }
        for (var scheme : SCHEMES) {
            addresses.add(scheme.formatted("127.0.0.1:" + inside.getLocalPort()));
        }
        if (Files.exists(TRICKS)) {
            Pattern.compile("[a-zA-Z]{2,8}:[^\\s`\"<>|)]*[^\\s`\"<>|)]")
                    .matcher(Files.readString(TRICKS))
                    .results()
                    .map(found -> found.group())
                    .filter(trick -> trick.contains("//") && !trick.contains("//1.1.1.1"))
                    .distinct()
                    .forEach(addresses::add);
        }
        return addresses;
    }

    @Test
    void everyWayOutIsKnownAndItIsKnownWhoSaysWhereTo() {
        var found = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("parvis").stream()
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                                .anyMatch(DoorsToTheWorldTest::leadsOut))
                        .map(type ->
                                type.getName().replaceFirst("^parvis\\.", "").replaceFirst("\\$.*", ""))
                        .filter(name -> !AT_HOME.contains(name.substring(0, Math.max(0, name.indexOf('.')))))
                        .collect(Collectors.toCollection(TreeSet::new));
        found.removeAll(Set.of("mail.SmtpDoor", "mail.SmtpCertificate", "mail.Reception")); // who comes in
        assertThat(found).isEqualTo(new TreeSet<>(WAYS_OUT.keySet()));
    }

    private static boolean leadsOut(JavaClass target) {
        return OPENS.matcher(target.getName()).matches()
                || target.isEquivalentTo(Fetcher.class)
                || target.isEquivalentTo(LinkLook.class)
                || target.getName().equals("parvis.settings.LineChecks");
    }

    @Test
    void thePageOfFeedsAsksNobodyInside() throws IOException {
        var tried = addresses();
        assertThat(tried).hasSizeGreaterThan(100);
        for (var address : tried) {
            assertThat(web.post(house, owner, "/settings/feeds", Map.of("address", address)))
                    .as(address)
                    .hasStatus(422);
        }
        try (var elsewhere = new Nearby()
                .put(
                        "/page",
                        "200 OK\r\nContent-Type: text/html",
                        "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"http://127.0.0.1:"
                                + inside.getLocalPort() + "/feed\"></head></html>")) {
            for (var to : List.of(
                    "http://127.0.0.1:%d/", "http://[::1]:%d/", "http://dedans.doors.example:%d/", "//localhost:%d/")) {
                elsewhere.redirect("/to", 302, to.formatted(inside.getLocalPort()));
                assertThat(web.post(house, owner, "/settings/feeds", Map.of("address", elsewhere.at("/to"))))
                        .as(to)
                        .hasStatus(422);
            }
            assertThat(web.post(house, owner, "/settings/feeds", Map.of("address", elsewhere.at("/page"))))
                    .as("a page that names a feed inside")
                    .hasStatus(422);
            assertThat(elsewhere.asked()).isNotEmpty();
        }
        assertThat(reached).hasValue(0);
        assertThat(rows("select * from feed.feed")).isEmpty();
    }

    @Test
    void thePageOfTheIdentityProviderAsksNobodyInside() throws IOException {
        for (var address : addresses()) {
            assertThat(provider(address)).as(address).hasStatus(422);
        }
        try (var elsewhere = new Nearby()) {
            elsewhere.redirect(
                    "/.well-known/openid-configuration", 302, "https://127.0.0.1:" + inside.getLocalPort() + "/");
            assertThat(provider(elsewhere.at(""))).hasStatus(422);
            assertThat(elsewhere.asked()).isNotEmpty();
        }
        assertThat(reached).hasValue(0);
        assertThat(rows("select * from provider.provider")).isEmpty();
    }

    private MvcTestResult provider(String issuer) {
        return web.post(
                house,
                owner,
                "/settings/provider",
                Map.of("issuer", issuer, "client", "c", "secret", "s", "domains", "mel.example", "label", "Entrer"));
    }

    @Test
    void thePageOfDomainsAsksNobodyInside() {
        var said = new LinkedHashMap<String, String>();
        for (var host : HOSTS) {
            var tried = web.post(house, owner, "/settings/domains", Map.of("host", host));
            assertThat(tried).as(host).hasStatus(422);
            said.put(host, text(tried));
        }
        assertThat(said.get("dedans.doors.example")).contains("une machine que tout le monde n’atteint pas");
        assertThat(said.get("meta.doors.example")).contains("une machine que tout le monde n’atteint pas");
        assertThat(said.get("deux.doors.example")).contains("une machine que tout le monde n’atteint pas");
        assertThat(said.get("169.254.169.254")).contains("Ce n’est pas un nom complet");
        assertThat(rows("select * from brand.address where kind = 'host' and brand = '" + house.id() + "'"))
                .hasSize(1);
        assertThat(reached).hasValue(0);
    }

    @Test
    void anImportOfAForumAsksNobodyInside() throws IOException {
        var begun = 0;
        for (var address : addresses()) {
            var sent = web.post(house, owner, "/settings/imports", Map.of("kind", "discourse", "address", address));
            assertThat(sent.getResponse().getStatus()).as(address).isIn(302, 422);
            begun += sent.getResponse().getStatus() == 302 ? 1 : 0;
        }
        var runs = begun;
        assertThat(runs).isPositive();
        soon(() -> rows("select 1 from importer.run where state = 'failed'").size() == runs);
        assertThat(reached).hasValue(0);
    }

    @Test
    void theLinksOfAnAnswerAndOfADraftAskNobodyInside() throws IOException {
        var manager = brands.session(house, "manager@" + house.slug() + ".test");
        Conversation question = brands.ask(house, brands.member(house, "Odile Or"), "Le joint fuit", "Depuis hier.");
        var begun = web.post(house, manager, "/newsroom/drafts", Map.of("title", "Un joint"))
                .getResponse()
                .getHeader("Location");
        var tried = addresses().stream().filter(one -> one.startsWith("http")).toList();
        for (var from = 0; from < tried.size(); from += 8) {
            var links = String.join(" et ", tried.subList(from, Math.min(tried.size(), from + 8)));
            var read = web.post(
                    house,
                    manager,
                    question.deskPath() + "/reading",
                    Map.of("to", "private", "text", "Voyez " + links + " pour le joint."));
            assertThat(read).hasStatusOk();
            assertThat(web.post(
                            house,
                            manager,
                            begun + "/reading",
                            Map.of(
                                    "version",
                                    "1",
                                    "title",
                                    "Un joint",
                                    "brief",
                                    "",
                                    "text",
                                    "Voyez " + links + " ici.")))
                    .hasStatusOk();
        }
        // they are looked at beside whoever asks: what is asked for last is looked at last
        try (var last = new Nearby().put("/vu", "200 OK", "vu")) {
            var page = Map.of("to", "private", "text", "Voyez " + last.at("/vu") + " enfin.");
            soon(() -> {
                web.post(house, manager, question.deskPath() + "/reading", page);
                return !last.asked().isEmpty();
            });
        }
        assertThat(reached).hasValue(0);
    }

    @Test
    void theCollectionOfTricksIsHereWhereItShouldBe() throws IOException {
        assumeTrue(Files.exists(TRICKS), "The collection is not here");
        assertThat(addresses().stream().filter(one -> !one.contains("" + inside.getLocalPort())))
                .hasSizeGreaterThan(60);
    }

    private List<Map<String, Object>> rows(String sql) {
        return transactions.reading(house.id(), () -> db.sql(sql).query().listOfRows());
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}

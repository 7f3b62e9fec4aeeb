package parvis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.http.Cookie;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.conversation.Conversation;
import parvis.database.Transactions;
import parvis.file.Files;
import parvis.mail.SmtpDoor;
import parvis.person.Accounts;
import parvis.settings.OwnHouse;
import parvis.support.Mailing;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Unheard;
import parvis.support.Web;

/** Whatever bytes somebody sends by whatever form, nothing comes out of the house that a browser would run, and nothing grows. */
@ProductTest
class BytesComingInTest {
    /** Every class that takes files or unfolds what is folded, and where it is tried. A new one is tried too. */
    private static final Map<String, String> WAYS_IN = Map.ofEntries(
            Map.entry("square.Typed", "pictures of a question and of a reply: here"),
            Map.entry("square.Uploads", "the same"),
            Map.entry("desk.Attaching", "pictures of an answer and of a first letter: here"),
            Map.entry("desk.WritingController", "the same"),
            Map.entry("desk.DraftPicturesController", "pictures of a draft at the desk: DraftPicturesTest"),
            Map.entry("desk.BeginningController", "the same"),
            Map.entry("newsroom.Form", "pictures of a draft: here"),
            Map.entry("newsroom.Illustrating", "the same"),
            Map.entry("importer.ImportForm", "the file of an import: here, ImportsPageTest, HostileArchivesTest"),
            Map.entry("importer.Discourse", "an archive of a forum: HostileArchivesTest"),
            Map.entry("importer.DumpFiles", "the archive of a dump: ArchivedDumpTest"),
            Map.entry("importer.Dump", "the XML of a dump: StackExchangeTest"),
            Map.entry("outbound.Fetcher", "an answer that is folded: FetcherTest"),
            Map.entry("keep.Reading", "a backup: KeepTest, HostileBackupTest"),
            Map.entry("file.Decoding", "a picture: PicturesTest"),
            Map.entry("guard.PictureMark", "pictures of a draft, drawn anew before: PictureTest"),
            Map.entry("web.HeavyForms", "how much of a form is read at all: ErrorPagesTest, HeavyPicturesTest"),
            Map.entry("web.StreamedForms", "the form of an import is left to it: ImportsPageTest"),
            Map.entry("web.Unreadable", "a form that is cut or too long: ErrorPagesTest"));

    private static final Set<String> AT_HOME = Set.of("bench", "shots", "console", "database", "demo");

    private static final Pattern TAKES = Pattern.compile(
            "org\\.springframework\\.web\\.multipart\\.Multipart.*|org\\.apache\\.tomcat\\.util\\.http\\.fileupload\\..*|jakarta\\.servlet\\.http\\.Part"
                    + "|java\\.util\\.zip\\.(ZipInputStream|ZipFile|Inflater.*|GZIPInputStream)|java\\.util\\.jar\\.Jar(File|InputStream)|java\\.nio\\.file\\.FileSystems"
                    + "|javax\\.xml\\..*|org\\.xml\\.sax\\..*|javax\\.imageio\\.ImageReader|org\\.apache\\.commons\\.compress\\..*|org\\.tukaani\\..*");

    private static final String SCRIPT = "<script>alert('dedans')</script>";

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
    Files files;

    @Autowired
    SmtpDoor door;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    private Brand house;
    private TwoBrands.Member member;
    private String manager;
    private String owner;

    @BeforeEach
    void aHouse() {
        house = OwnHouse.make(creation, all, team, accounts);
        member = brands.member(house, "Nell Nu");
        manager = brands.session(house, "manager@" + house.slug() + ".test");
        owner = brands.session(house, "owner@" + house.slug() + ".test");
    }

    @Test
    void everyWayInIsKnownAndItIsKnownWhereItIsTried() {
        var found = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("parvis").stream()
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(dependency -> TAKES.matcher(dependency
                                                .getTargetClass()
                                                .getBaseComponentType()
                                                .getName())
                                        .matches()))
                        .map(type ->
                                type.getName().replaceFirst("^parvis\\.", "").replaceFirst("\\$.*", ""))
                        .filter(name -> !AT_HOME.contains(name.substring(0, Math.max(0, name.indexOf('.')))))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(WAYS_IN.keySet()));
    }

    @Test
    void whatIsNoPictureIsTakenByNoFormWhateverItIsCalled() throws Exception {
        for (var form : forms().entrySet()) {
            for (var file : noPictures().entrySet()) {
                var began = System.nanoTime();
                var sent = form.getValue().send("photo.png", "image/png", file.getValue());
                assertThat(sent.getResponse().getStatus())
                        .as(file.getKey() + " by " + form.getKey())
                        .isEqualTo(422);
                assertThat(Duration.ofNanos(System.nanoTime() - began))
                        .as(file.getKey() + " by " + form.getKey())
                        .isLessThan(Duration.ofMinutes(1));
                assertThat(text(sent))
                        .as(file.getKey() + " by " + form.getKey())
                        .doesNotContain("alert('dedans')</script>");
            }
        }
        assertThat(contents()).isEmpty();
    }

    @Test
    void whatIsAlsoSomethingElseIsOnlyAPictureOnceItIsHere() throws Exception {
        var picture = 0;
        for (var form : forms().entrySet()) {
            for (var file : twoThings(picture++).entrySet()) {
                var sent = form.getValue().send("photo.html", "text/html", file.getValue());
                assertThat(sent.getResponse().getStatus())
                        .as(file.getKey() + " by " + form.getKey()
                                + text(sent)
                                        .lines()
                                        .filter(l -> l.contains("error"))
                                        .limit(3)
                                        .toList())
                        .isEqualTo(302);
            }
        }
        var kept = contents();
        assertThat(kept).hasSizeGreaterThan(10);
        for (var name : kept) {
            try (var content = files.open(name).orElseThrow()) {
                var bytes = content.readAllBytes();
                assertThat(new String(bytes, ISO_8859_1))
                        .doesNotContain("dedans", "PK\u0003\u0004", "%PDF", "<svg", "<html");
                assertThat(ImageIO.read(new java.io.ByteArrayInputStream(bytes)))
                        .isNotNull();
            }
            var served = web.get(house, manager, "/files/" + name).getResponse();
            if (served.getStatus() == 200) {
                assertThat(served.getContentType()).isIn("image/png", "image/jpeg");
                assertThat(served.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(served.getHeader("Content-Security-Policy")).contains("sandbox");
            }
        }
    }

    @Test
    void aNameIsOnlyAName() throws Exception {
        var picture = 100;
        for (var name : List.of(
                "../../../../etc/passwd.png",
                "..\\..\\boot.ini.png",
                "a\u0000.png",
                "a\r\nSet-Cookie: entre=1.png",
                "\"; filename=page.html; x=\".png",
                "<img src=x onerror=alert(1)>.png",
                "\u202Egnp.exe",
                "CON.png",
                "n".repeat(4_000) + ".png")) {
            var sent = forms().get("a question").send(name, "image/png", png(picture++, new byte[0]));
            assertThat(sent.getResponse().getStatus()).as(name).isEqualTo(302);
            var page = text(web.get(house, null, sent.getResponse().getHeader("Location")));
            assertThat(page).doesNotContain("<img src=x", "\u202E", "../..");
            var file = Pattern.compile("/files/[0-9a-f]{64}").matcher(page);
            assertThat(file.find()).as(name).isTrue();
            var said = web.get(house, null, file.group()).getResponse().getHeader("Content-Disposition");
            assertThat(said)
                    .as(name)
                    .matches(
                            "inline; filename=\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[\"\\\\])*\"(?:; filename\\*=UTF-8''[A-Za-z0-9%._~!$&+^`|-]*)?")
                    .doesNotContain("..");
            assertThat(said.length()).isLessThan(1_000);
        }
    }

    @Test
    void whatIsAttachedToAMailIsSavedAndNeverShown() throws Exception {
        var tilleul = brands.tilleul();
        var subject = "Des choses doubles " + Unheard.word();
        var attached = new java.util.ArrayList<Object[]>();
        noPictures().forEach((what, bytes) -> attached.add(new Object[] {"photo.png", "image/png", bytes}));
        attached.add(new Object[] {"../../../page.html", "text/html", SCRIPT.getBytes(UTF_8)});
        attached.add(
                new Object[] {"dessin.svg", "image/svg+xml", ("<svg onload=\"alert('dedans')\">").getBytes(UTF_8)});
        new Mailing(door.port())
                .send(
                        Mailing.rich(
                                brands.member(tilleul, "Paul Double").email(),
                                subject,
                                "Voici.",
                                "",
                                attached.toArray(Object[][]::new)),
                        "bonjour@tilleul.test");
        var kept = soon(() -> {
            var found = transactions.reading(
                    tilleul.id(), () -> db.sql("""
                            select a.file, a.name from conversation.attachment a join conversation.message m on m.id = a.message
                              join conversation.conversation c on c.id = m.conversation where c.subject = ?
                            """).param(subject).query().listOfRows());
            return found.isEmpty() ? null : found;
        });
        assertThat(kept).hasSizeGreaterThan(8);
        var session = brands.sessionOf(tilleul, "manager");
        for (var one : kept) {
            assertThat(String.valueOf(one.get("name"))).doesNotContain("/", "\\", "..");
            var served = web.get(tilleul, session, "/files/" + one.get("file")).getResponse();
            assertThat(served.getStatus()).isEqualTo(200);
            assertThat(served.getContentType()).startsWith("application/octet-stream");
            assertThat(served.getHeader("Content-Disposition")).startsWith("attachment");
            assertThat(served.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(served.getHeader("Content-Security-Policy")).contains("sandbox");
        }
    }

    @Test
    void noFileOfAnImportIsAnythingButWhatWasSaid() throws Exception {
        for (var kind : List.of("mbox", "csv", "discourse")) {
            for (var file : noPictures().entrySet()) {
                var sent = streamed(kind, "../../" + kind + ".html", file.getValue());
                var status = sent.getResponse().getStatus();
                assertThat(status).as(file.getKey() + " as " + kind).isIn(302, 422);
                if (status == 302) {
                    var place = sent.getResponse().getHeader("Location");
                    soon(() -> !text(web.get(house, owner, place)).contains("http-equiv=\"refresh\"")
                            && transactions.reading(
                                            house.id(),
                                            () -> db.sql(
                                                            "select count(*) from importer.run where state in ('waiting', 'running')")
                                                    .query(Long.class)
                                                    .single())
                                    == 0);
                    var page = web.get(house, owner, place);
                    assertThat(page).hasStatusOk();
                    assertThat(text(page)).doesNotContain("alert('dedans')</script>", "../../");
                }
            }
        }
        assertThat(transactions.reading(
                        house.id(),
                        () -> db.sql("select count(*) from conversation.message")
                                .query(Long.class)
                                .single()))
                .isZero();
    }

    private interface Sending {
        MvcTestResult send(String name, String type, byte[] content) throws Exception;
    }

    /** Every form that takes pictures. */
    private Map<String, Sending> forms() {
        var forms = new LinkedHashMap<String, Sending>();
        Conversation question = brands.ask(house, member, "Le joint fuit " + Unheard.word(), "Depuis hier.");
        var draft = web.post(house, manager, "/newsroom/drafts", Map.of("title", "Un joint"))
                .getResponse()
                .getHeader("Location");
        forms.put(
                "a question",
                (name, type, content) -> upload(
                        "/questions",
                        member.session(),
                        "pictures",
                        name,
                        type,
                        content,
                        Map.of("title", "Une photo du joint " + Unheard.word(), "text", "Voyez.", "alt", "le joint")));
        forms.put(
                "a reply",
                (name, type, content) -> upload(
                        "/questions/" + question.number() + "/messages",
                        member.session(),
                        "pictures",
                        name,
                        type,
                        content,
                        Map.of("text", "Voyez.", "alt", "le joint")));
        forms.put(
                "an answer",
                (name, type, content) -> upload(
                        question.deskPath() + "/messages",
                        manager,
                        "pictures",
                        name,
                        type,
                        content,
                        Map.of("to", "note", "text", "Voyez.", "alts", "le joint")));
        forms.put(
                "a first letter",
                (name, type, content) -> upload(
                        "/desk/new",
                        manager,
                        "pictures",
                        name,
                        type,
                        content,
                        Map.of(
                                "to",
                                "quelqu.un@mel.example",
                                "subject",
                                "Le joint",
                                "text",
                                "Voyez.",
                                "alts",
                                "le joint")));
        forms.put("a draft", (name, type, content) -> {
            var version = transactions.reading(
                    house.id(),
                    () -> db.sql("select version from newsroom.draft order by number desc limit 1")
                            .query(Integer.class)
                            .single());
            return upload(
                    draft,
                    manager,
                    "pictures",
                    name,
                    type,
                    content,
                    Map.of(
                            "version",
                            Integer.toString(version),
                            "title",
                            "Un joint",
                            "text",
                            "Il fuit.",
                            "newAlt",
                            ""));
        });
        return forms;
    }

    private MvcTestResult upload(
            String path,
            String session,
            String field,
            String name,
            String type,
            byte[] content,
            Map<String, String> fields) {
        var request = web.http()
                .post()
                .uri(path)
                .multipart()
                .file(new MockMultipartFile(field, name, type, content))
                .with(Web.host(house))
                .cookie(new Cookie("session", session), new Cookie("language", "fr"))
                .header("Sec-Fetch-Site", "same-origin");
        fields.forEach(request::param);
        return request.exchange();
    }

    /** As it comes over the wire: this form is read piece by piece. */
    private MvcTestResult streamed(String kind, String name, byte[] content) {
        var head = "--grenze\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n" + kind
                + "\r\n--grenze\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/html\r\n\r\n";
        return web.http()
                .post()
                .uri("/settings/imports")
                .with(Web.host(house))
                .cookie(new Cookie("session", owner), new Cookie("language", "fr"))
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("multipart/form-data; boundary=grenze")
                .content(join(head.getBytes(UTF_8), content, "\r\n--grenze--\r\n".getBytes(UTF_8)))
                .exchange();
    }

    private List<String> contents() {
        return transactions.reading(
                house.id(),
                () -> db.sql("""
                select file as name from conversation.attachment union select thumb from conversation.attachment where thumb is not null
                union select file from newsroom.picture union select thumb from newsroom.picture where thumb is not null
                """).query((row, n) -> row.getString("name")).list());
    }

    /** None is a picture, but each says so somewhere, or is called so. */
    private static Map<String, byte[]> noPictures() throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("a page", ("<!doctype html>" + SCRIPT).getBytes(UTF_8));
        files.put(
                "a drawing that runs",
                ("<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + "</svg>").getBytes(UTF_8));
        files.put("laughs", """
                <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
                <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]><svg>&e;&e;&e;&e;&e;&e;&e;&e;&e;</svg>
                """.getBytes(UTF_8));
        files.put(
                "a paper that is an archive",
                join("%PDF-1.7\n".getBytes(UTF_8), "PK\u0003\u0004".getBytes(ISO_8859_1), SCRIPT.getBytes(UTF_8)));
        files.put("an archive", join("7z\u00BC\u00AF\u0027\u001C".getBytes(ISO_8859_1), new byte[64]));
        files.put("packed zeros", packed());
        files.put("a script that begins as a picture", ("GIF89a/*" + SCRIPT + "*/=1;alert('dedans')").getBytes(UTF_8));
        files.put("a program", join("MZ\u0090\0".getBytes(ISO_8859_1), new byte[256]));
        files.put("a film", join("\0\0\0\u0018ftypmp42".getBytes(ISO_8859_1), SCRIPT.getBytes(UTF_8)));
        files.put("a picture without end", huge(60_000, 60_000));
        return files;
    }

    private static Map<String, byte[]> twoThings(int picture) throws IOException {
        var archive = join(
                "PK\u0003\u0004".getBytes(ISO_8859_1),
                SCRIPT.getBytes(UTF_8),
                "PK\u0005\u0006".getBytes(ISO_8859_1),
                new byte[18]);
        var files = new LinkedHashMap<String, byte[]>();
        files.put("a picture and a page", png(picture * 10, ("<html>" + SCRIPT).getBytes(UTF_8)));
        files.put("a picture and an archive", png(picture * 10 + 1, archive));
        files.put("a photograph with words inside", commented(jpeg(picture * 10 + 2), SCRIPT));
        files.put(
                "a moving picture and a paper",
                join(drawn(picture * 10 + 3, "gif"), ("%PDF-1.7" + SCRIPT).getBytes(UTF_8)));
        return files;
    }

    private static byte[] png(int seed, byte[] behind) throws IOException {
        return join(drawn(seed, "png"), behind);
    }

    private static byte[] jpeg(int seed) throws IOException {
        return drawn(seed, "jpeg");
    }

    private static byte[] drawn(int seed, String format) throws IOException {
        var image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
        for (var x = 0; x < 24; x++) {
            for (var y = 0; y < 24; y++) {
                image.setRGB(x, y, ((x + seed) * 7919 + y * 104729 * (seed + 1)) & 0xFFFFFF);
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    /** With a comment behind its first marker. */
    private static byte[] commented(byte[] jpeg, String words) {
        var comment = words.getBytes(UTF_8);
        return ByteBuffer.allocate(jpeg.length + comment.length + 4)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) 0xFE)
                .putShort((short) (comment.length + 2))
                .put(comment)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** Promises so many points, and holds none. */
    private static byte[] huge(int width, int height) {
        var head = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(ISO_8859_1))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        var crc = new CRC32();
        crc.update(head);
        return ByteBuffer.allocate(8 + 4 + 17 + 4 + 12)
                .put("\u0089PNG\r\n\u001A\n".getBytes(ISO_8859_1))
                .putInt(13)
                .put(head)
                .putInt((int) crc.getValue())
                .putInt(0)
                .put("IDAT".getBytes(ISO_8859_1))
                .putInt(0x35AF061E)
                .array();
    }

    private static byte[] packed() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packing = new java.util.zip.GZIPOutputStream(bytes)) {
            for (var n = 0; n < 100; n++) {
                packing.write(new byte[1 << 20]);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), UTF_8);
    }
}

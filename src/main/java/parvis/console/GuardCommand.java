package parvis.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import parvis.grammar.Grammar;
import parvis.guard.Context;
import parvis.guard.Draft;
import parvis.guard.Finding;
import parvis.guard.Guard;
import parvis.guard.Originality;
import parvis.guard.Past;
import parvis.guard.PictureMark;
import parvis.guard.Published;
import parvis.guard.Say;
import parvis.text.LanguageGuess;
import parvis.web.Words;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code guard}: drafts in as JSON lines, what the guard has to say out as JSON lines. Needs neither server nor data. */
@Command(name = "guard", description = "Reads drafts and says what would serve nobody.")
final class GuardCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();
    /** How many lines a kill may cost. */
    private static final int BETWEEN_KEEPS = 20;

    /** Held, because loggers that nobody holds forget their level. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private static final long LARGEST_PICTURE = 20L * 1024 * 1024;

    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Option(names = "--brand", required = true, description = "slug of the brand")
    String brand = "";

    @Option(names = "--language", description = "fr or en, for drafts that do not say; else found out")
    @Nullable
    String language;

    @Option(names = "--home", split = ",", description = "hosts that are the brand's own")
    Set<String> homes = Set.of();

    @Option(names = "--avoid", split = ",", description = "words that the brand does not want to read")
    Set<String> avoided = Set.of();

    @Option(names = "--grammar", description = "reads spelling and grammar too")
    boolean withGrammar;

    @Option(names = "--own-words", split = ",", description = "names and words that no dictionary has")
    Set<String> ownWords = Set.of();

    @Option(names = "--zone", defaultValue = "Europe/Paris", description = "where its days begin (${DEFAULT-VALUE})")
    ZoneId zone = ZoneId.of("Europe/Paris");

    @Option(names = "--past", description = "directory that holds what was published; drafts are compared with it")
    @Nullable
    Path past;

    @Option(names = "--remember", description = "takes every draft into --past, after it was read")
    boolean remember;

    @Option(
            names = "--report",
            description = "writes what an archive was worth as an HTML page; each draft is compared with those before")
    @Nullable
    Path report;

    @Option(names = "--csv", description = "the same, a line for each draft, for a spreadsheet")
    @Nullable
    Path csv;

    private @Nullable Archive archive;

    /** What was published, but for this one: a draft that comes again is not its own copy. */
    private record Others(Published all, String id) implements Published {
        @Override
        public List<Alike> like(String text, int most) {
            return all.like(text, most + 1).stream()
                    .filter(alike -> !alike.id().equals(id))
                    .limit(most)
                    .toList();
        }

        @Override
        public Optional<String> twinOf(PictureMark mark) {
            return all.twinOf(mark).filter(where -> !where.startsWith(id + ", "));
        }
    }

    /** All that is known of home without its data. */
    private record FrontDoor(String host) implements Context.Home {
        @Override
        public String address() {
            return "https://" + host + "/";
        }

        @Override
        public Optional<Same> same(String link, String words) {
            return Optional.empty();
        }
    }

    private final Grammar grammar = new Grammar();
    private final Environment environment;

    GuardCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        if (!brand.matches("[a-z0-9]+(?:-[a-z0-9]+)*")) {
            throw new Refusal(Door.WRONG_USAGE, "--brand takes the slug of a brand, such as tilleul, not " + brand);
        }
        if (language != null && !Set.of("fr", "en").contains(language)) {
            throw new Refusal(Door.WRONG_USAGE, "--language takes fr or en, not " + language);
        }
        if (!ownWords.isEmpty() && !withGrammar) {
            throw new Refusal(Door.WRONG_USAGE, "--own-words are for --grammar, which is not asked for");
        }
        if (remember && past == null) {
            throw new Refusal(Door.WRONG_USAGE, "--remember needs --past, the directory to remember in");
        }
        if (report != null || csv != null) {
            return answerArchive();
        }
        if (past == null) {
            return answerAll(null);
        }
        quietLucene();
        try (var kept = Past.open(past)) {
            return answerAll(kept);
        } catch (LockObtainFailedException taken) {
            throw new Refusal(Door.DATA_IN_USE, "Another process uses " + past);
        }
    }

    /** Each against those before it: in the past that is named, else in one that is thrown away. */
    private int answerArchive() throws IOException {
        quietLucene();
        var told = new Archive(zone);
        archive = told;
        var scratch = past == null ? Files.createTempDirectory("parvis-archive") : null;
        remember = scratch != null || remember;
        int answer;
        try (var kept = Past.open(scratch == null ? Objects.requireNonNull(past) : scratch)) {
            answer = answerAll(kept);
        } catch (LockObtainFailedException taken) {
            throw new Refusal(Door.DATA_IN_USE, "Another process uses " + past);
        } finally {
            if (scratch != null) {
                FileSystemUtils.deleteRecursively(scratch);
            }
        }
        if (csv != null) {
            told.csv(csv);
        }
        var words = environment.words();
        if (report != null) {
            Files.writeString(report, ArchivePage.of(told, brand, words));
            spec.commandLine().getErr().println(words.t("console.archive.written", report.toString()));
        }
        return answer;
    }

    /** It would recommend options of Java to whoever reads standard error. */
    static void quietLucene() {
        LUCENE.setLevel(Level.SEVERE);
    }

    private int answerAll(@Nullable Past kept) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        int read = 0;
        int refused = 0;
        var number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (!line.isBlank()) {
                var problem = answer(line, number, kept, out);
                if (problem == null) {
                    read++;
                    if (kept != null && remember && read % BETWEEN_KEEPS == 0) {
                        kept.keep();
                    }
                } else {
                    refused++;
                    err.println("line " + number + ": " + problem);
                }
            }
        }
        if (kept != null && remember) {
            kept.keep();
        }
        out.flush();
        return refused > 0 && read == 0 ? Door.FAILED : Door.DONE;
    }

    /** Null when it was answered, else what is wrong with the line. */
    private @Nullable String answer(String line, int number, @Nullable Past kept, PrintWriter out) throws IOException {
        JsonNode asked;
        try {
            asked = JSON.readTree(line);
        } catch (JacksonException notJson) {
            return "not JSON";
        }
        if (!asked.isObject()) {
            return "not a JSON object";
        }
        var text = asked.path("text");
        if (!text.isString() || text.stringValue().isBlank()) {
            return "\"text\" is missing or no text";
        }
        if (text.stringValue().length() > Guard.LONGEST) {
            return "\"text\" is longer than " + Guard.LONGEST;
        }
        var theirs = string(asked, "brand");
        if (theirs != null && !theirs.equals(brand)) {
            return "for the brand " + theirs + ", not " + brand;
        }
        var said = string(asked, "language");
        if (said != null && !said.equals("fr") && !said.equals("en")) {
            return "\"language\" is fr or en";
        }
        Instant publishAt;
        try {
            var at = string(asked, "publishAt");
            publishAt = at == null ? null : OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException notOne) {
            return "\"publishAt\" is no ISO 8601 instant";
        }
        List<Draft.Picture> pictures;
        try {
            pictures = pictures(asked.path("pictures"));
        } catch (IOException | InvalidPathException unreadable) {
            return "a picture cannot be read: " + unreadable.getMessage();
        }
        var draft = new Draft(
                text.stringValue(), said == null ? language : said, string(asked, "channel"), publishAt, pictures);
        var id = asked.has("id") ? asked.get("id").asString() : brand + " line " + number;
        var context = Context.in(zone)
                .withHomes(homes)
                .withHome(
                        homes.isEmpty() ? null : new FrontDoor(homes.iterator().next()))
                .withAvoided(avoided)
                .withPast(kept == null ? null : new Others(kept, id));
        var answer = new LinkedHashMap<String, Object>();
        if (asked.has("id")) {
            answer.put("id", asked.get("id"));
        }
        answer.put("line", number);
        var words = environment.words();
        var findings = findings(draft, context);
        answer.put("findings", findings.stream().map(f -> told(f, words)).toList());
        out.println(JSON.writeValueAsString(answer));
        if (archive != null) {
            var need = string(asked, "need");
            var judged = Originality.judge(draft.text(), findings, need, Set.of(brand));
            archive.add(id, publishAt, draft.text(), need, judged, findings);
        }
        if (kept != null && remember) {
            kept.add(id, text.stringValue());
            for (var picture : pictures) {
                var mark = PictureMark.of(picture.bytes());
                if (mark.isPresent()) {
                    kept.addPicture(id + ", " + picture.name(), mark.get());
                }
            }
        }
        return null;
    }

    /** In the order of the text; grammar is waited for, since nobody does. */
    private List<Finding> findings(Draft draft, Context context) {
        var findings = Guard.read(draft, context);
        if (!withGrammar) {
            return findings;
        }
        var said = draft.language();
        var read = said != null
                ? said
                : LanguageGuess.of(draft.text()).map(Locale::getLanguage).orElse("fr");
        return Stream.concat(findings.stream(), grammar.read(draft.text(), read, ownWords).stream())
                .sorted(Comparator.comparingInt(Finding::start).thenComparing(Finding::weight))
                .toList();
    }

    private static List<Draft.Picture> pictures(JsonNode asked) throws IOException {
        var pictures = new ArrayList<Draft.Picture>();
        for (var one : asked) {
            var file = string(one, "file");
            if (file == null) {
                throw new IOException("\"file\" is missing");
            }
            var path = Path.of(file);
            if (Files.size(path) > LARGEST_PICTURE) {
                throw new IOException(file + " is larger than " + LARGEST_PICTURE + " bytes");
            }
            var name = path.getFileName();
            pictures.add(new Draft.Picture(
                    name == null ? file : name.toString(), Files.readAllBytes(path), string(one, "alt")));
        }
        return pictures;
    }

    private static Map<String, Object> told(Finding finding, Words words) {
        var told = new LinkedHashMap<String, Object>();
        told.put("check", finding.check().word());
        told.put("class", finding.kind());
        told.put("weight", finding.weight().word());
        told.put("start", finding.start());
        told.put("end", finding.end());
        told.put("why", said(finding.why(), words));
        var instead = finding.instead();
        if (instead != null) {
            told.put("instead", said(instead, words));
        }
        return told;
    }

    private static String said(Say say, Words words) {
        return words.t(say.key(), say.arguments().toArray());
    }

    private static @Nullable String string(JsonNode node, String field) {
        var value = node.path(field);
        return value.isString() && !value.stringValue().isBlank() ? value.stringValue() : null;
    }
}

package parvis.importer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand;
import parvis.brand.TeammateId;
import parvis.conversation.ConversationId;
import parvis.conversation.History;
import parvis.conversation.History.Author;
import parvis.conversation.History.Brought;
import parvis.conversation.History.Said;
import parvis.conversation.Incoming;
import parvis.conversation.Visibility;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.file.Sha256;
import parvis.file.TooLarge;
import parvis.importer.MailSorting.Verdict;
import parvis.importer.Progress.Stage;
import parvis.importer.Summary.Reason;
import parvis.importer.Summary.What;
import parvis.mail.Unpacking;
import parvis.person.PersonId;
import parvis.person.Strangers;
import parvis.person.Strangers.Stranger;
import parvis.text.Clean;

/**
 * One import of mails: some at a time are read, those that are known passed over, the others taken apart, sorted and brought in
 * one transaction with the names by which more of their conversation will find them.
 */
final class MboxImport {
    private static final int MOST_MAILS = 500;
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int HEAD = 64 * 1024;
    private static final int LONGEST_NAME = 500;
    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?im)^message-id:[ \\t]*(?:\\r?\\n[ \\t]+)?<?([^<>\\s]{1,2000})>?");

    private record Raw(String externalId, @Nullable String name, String from, String where, byte[] bytes) {}

    private record Sorted(Raw raw, Verdict verdict) {}

    private final History history;
    private final Unpacking unpacking;
    private final Named named;
    private final Transactions transactions;
    private final Brand brand;
    private final LeftOut leftOut;
    private final LongAdder nameless = new LongAdder();
    private final MailSorting sorting;
    private final Batches batches;
    private final List<Raw> waiting = new ArrayList<>();
    private long waitingBytes;
    private long read;
    private long total;
    private Brought known = Brought.NOTHING;

    MboxImport(
            History history,
            Strangers strangers,
            Unpacking unpacking,
            Named named,
            Transactions transactions,
            Brand brand,
            Ours ours,
            @Nullable TeammateId owner,
            Instant now,
            Listener listener) {
        this.history = history;
        this.unpacking = unpacking;
        this.named = named;
        this.transactions = transactions;
        this.brand = brand;
        this.leftOut = new LeftOut(listener);
        this.sorting = new MailSorting(brand, ours, owner, now, nameless::increment);
        this.batches = new Batches(history, all -> strangers.meetByMail(brand.id(), all), brand, leftOut, listener);
    }

    /** A name as it is kept: on one line, and no longer than a name is. */
    static String name(String written) {
        var name = Clean.line(written, 4 * LONGEST_NAME).text();
        return name.length() <= LONGEST_NAME ? name : "sha256:" + Sha256.of(name.getBytes(StandardCharsets.UTF_8));
    }

    Summary of(String called, List<Path> files) throws IOException {
        for (var file : files) {
            total += Files.size(file);
        }
        var all = Brought.NOTHING;
        for (var file : files) {
            all = all.and(bring(file));
        }
        leftOut.add(Reason.NO_COLLEAGUE, nameless.sum());
        var brought = new EnumMap<What, Brought>(What.class);
        brought.put(What.MAILS, all.and(known));
        return new Summary(called, brought, batches.people(), leftOut.all(), leftOut.examples());
    }

    private Brought bring(Path file) throws IOException {
        if (!Mbox.isMbox(file)) {
            leftOut.add(Reason.NO_MAILBOX, file.getFileName().toString());
            read += Files.size(file);
            return Brought.NOTHING;
        }
        var batch = batches.of(Stage.MAILS, 0, PastMail::with, this::bringMails);
        var before = read;
        try (var mails = new MboxFile(file)) {
            for (var mail = mails.read(); mail != null; mail = mails.read()) {
                var where = file.getFileName() + ":" + mail.at();
                var bytes = mail.bytes();
                if (bytes == null) {
                    leftOut.add(Reason.TOO_LARGE, where);
                    continue;
                }
                waiting.add(raw(bytes, mail.from(), where));
                waitingBytes += bytes.length;
                read = before + mail.at() + bytes.length;
                if (waiting.size() == MOST_MAILS || waitingBytes > MOST_BYTES) {
                    bringWaiting(batch);
                }
            }
        }
        read = before + Files.size(file);
        bringWaiting(batch);
        return batch.end();
    }

    private void bringWaiting(Batches.Batch<PastMail, PastMail> batch) {
        var fresh = fresh();
        batches.passed(waiting.size() - fresh.size());
        known = known.and(new Brought(0, waiting.size() - fresh.size(), 0));
        var reports = new ArrayList<PastMail>();
        for (var sorted : fresh.parallelStream().map(this::sorted).toList()) {
            switch (sorted.verdict()) {
                case Verdict.Brought(var mail) when mail.report() -> reports.add(mail);
                case Verdict.Brought(var mail) -> batch.add(mail);
                case Verdict.Left(var reason) -> leaveOut(reason, sorted.raw().where());
            }
        }
        waiting.clear();
        waitingBytes = 0;
        batch.flush();
        bringReports(batch, reports);
        batches.tell(Stage.MAILS, read / MEBIBYTE, Math.max(1, total / MEBIBYTE));
    }

    /** What a machine says about a mail stands where that mail does; about one that is not here, nowhere. */
    private void bringReports(Batches.Batch<PastMail, PastMail> batch, List<PastMail> reports) {
        if (reports.isEmpty()) {
            return;
        }
        var here = transactions.in(brand.id(), () -> named.find(brand.id(), names(reports)));
        for (var report : reports) {
            if (report.names().stream().anyMatch(here::containsKey)) {
                batch.add(report);
            } else {
                leaveOut(Reason.REPORT_ASTRAY, report.where());
            }
        }
        batch.flush();
    }

    private void leaveOut(Reason reason, String where) {
        leftOut.add(reason, where);
        batches.passed(1);
    }

    private static List<String> names(List<PastMail> mails) {
        return mails.stream().flatMap(mail -> mail.names().stream()).distinct().toList();
    }

    /** Those that have not come before, by an import or by mail; each once. */
    private List<Raw> fresh() {
        var here = new HashSet<String>();
        transactions.run(brand.id(), () -> {
            here.addAll(history.known(waiting.stream().map(Raw::externalId).toList())
                    .keySet());
            named.received(waiting.stream()
                            .map(Raw::name)
                            .filter(Objects::nonNull)
                            .map(Objects::requireNonNull)
                            .toList())
                    .forEach(name -> here.add(History.ofMail(name)));
        });
        return waiting.stream()
                .filter(raw -> raw.name() == null || !named.isOurs(brand.id(), raw.name()))
                .filter(raw -> here.add(raw.externalId()))
                .toList();
    }

    private Sorted sorted(Raw raw) {
        try (var bytes = new ByteArrayInputStream(raw.bytes())) {
            var unpacked = unpacking.unpack(brand, bytes, raw.where());
            return new Sorted(raw, sorting.sort(raw.externalId(), raw.name(), raw.from(), raw.where(), unpacked));
        } catch (TooLarge e) {
            return new Sorted(raw, new Verdict.Left(Reason.TOO_LARGE));
        } catch (IOException e) { // the file store: the disk is full, or does not answer
            throw new UncheckedIOException(e);
        }
    }

    private Brought bringMails(List<PastMail> batch, Function<Stranger, PersonId> who) {
        var ordered = batch.stream().sorted(Comparator.comparing(PastMail::at)).toList();
        var conversations = new HashMap<>(named.find(brand.id(), names(ordered)));
        var said = new ArrayList<Said>();
        for (var mail : ordered) {
            var conversation = mail.names().stream()
                    .filter(conversations::containsKey)
                    .findFirst()
                    .map(conversations::get)
                    .orElseGet(() -> new ConversationId(Ids.next()));
            mail.names().forEach(name -> conversations.putIfAbsent(name, conversation));
            said.add(said(mail, conversation, who));
        }
        named.keep(brand.id(), conversations);
        return history.talks(brand, said);
    }

    private Said said(PastMail mail, ConversationId conversation, Function<Stranger, PersonId> who) {
        var with = who.apply(mail.with());
        var words = mail.words();
        return new Said(
                mail.externalId(),
                conversation,
                Visibility.PRIVATE,
                with,
                mail.by() == null ? new Author.Outside(with) : new Author.House(mail.by()),
                words.subject(),
                words.text(),
                words.html(),
                words.language(),
                mail.at(),
                List.of(),
                null,
                mail.unpacked().pictures(),
                new Incoming.Aside(
                        words.quoted(),
                        mail.origin(),
                        mail.unpacked().files(),
                        mail.unpacked().remotePictures(),
                        mail.copies()));
    }

    private static Raw raw(byte[] bytes, String from, String where) {
        var head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        var end = head.indexOf("\n\n") < 0 ? head.indexOf("\r\n\r\n") : head.indexOf("\n\n");
        var found = MESSAGE_ID.matcher(end < 0 ? head : head.substring(0, end));
        var name = found.find() ? name(found.group(1)) : null;
        return new Raw(History.ofMail(name == null ? "sha256:" + Sha256.of(bytes) : name), name, from, where, bytes);
    }
}

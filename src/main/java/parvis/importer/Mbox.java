package parvis.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.History;
import parvis.database.Transactions;
import parvis.importer.DumpRefused.Reason;
import parvis.mail.Unpacking;
import parvis.person.Strangers;

/**
 * A mailbox of another program, in files of the format mbox: every mail that somebody from outside wrote or got, on its date,
 * in private, with those that answer it, what is attached, and what a machine said told from what a person said.
 */
@Component
public class Mbox {
    private final History history;
    private final Strangers strangers;
    private final Unpacking unpacking;
    private final Named named;
    private final Colleagues colleagues;
    private final Transactions transactions;
    private final Clock clock;

    Mbox(
            History history,
            Strangers strangers,
            Unpacking unpacking,
            Named named,
            Colleagues colleagues,
            Transactions transactions,
            Clock clock) {
        this.history = history;
        this.strangers = strangers;
        this.unpacking = unpacking;
        this.named = named;
        this.colleagues = colleagues;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Brings what is not here yet.
     *
     * @param source a file, or a directory of which every such file is read
     * @param own more addresses of the house than it has today; {@code @domain} means all of that domain
     * @throws DumpRefused when there is no such file
     */
    public Summary bring(Brand brand, Path source, List<String> own, Listener listener) {
        listener.progress(Progress.reading());
        var run = new MboxImport(
                history,
                strangers,
                unpacking,
                named,
                transactions,
                brand,
                colleagues.of(brand, own),
                colleagues.owner(brand),
                clock.instant(),
                listener);
        try {
            return run.of(source.getFileName().toString(), files(source));
        } catch (IOException e) {
            throw new DumpRefused(Reason.UNREADABLE, source.toString(), String.valueOf(e.getMessage()));
        }
    }

    private static List<Path> files(Path source) throws IOException {
        if (Files.isRegularFile(source)) {
            if (!isMbox(source)) {
                throw new DumpRefused(Reason.NO_MAILBOX, source.toString(), "");
            }
            return List.of(source);
        }
        if (!Files.isDirectory(source)) {
            throw new DumpRefused(Reason.NOT_THERE, source.toString(), "");
        }
        try (var all = Files.walk(source)) {
            var files = all.filter(Files::isRegularFile).sorted().toList();
            if (files.stream().noneMatch(Mbox::isMbox)) {
                throw new DumpRefused(Reason.NO_MAILBOX, source.toString(), "");
            }
            return files;
        }
    }

    static boolean isMbox(Path path) {
        try (var file = new MboxFile(path)) {
            return file.size() > 0 && file.isMbox();
        } catch (IOException unreadable) {
            return false;
        }
    }
}

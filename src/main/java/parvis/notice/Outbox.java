package parvis.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Where there is no server to hand mails to: each becomes a file, whole or not at all, that any mail program opens. */
final class Outbox implements Delivery {
    private final Path directory;

    Outbox(Path directory) {
        this.directory = directory;
    }

    @Override
    public Outcome deliver(UUID id, MimeMessage message) {
        try {
            Files.createDirectories(directory);
            var arriving = directory.resolve("." + id + ".arriving");
            try (var channel = FileChannel.open(
                            arriving,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING);
                    var out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
                message.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(arriving, file(id), StandardCopyOption.ATOMIC_MOVE);
            return new Outcome.Delivered();
        } catch (IOException e) {
            return new Outcome.Again("The outbox cannot be written: " + e.getMessage());
        } catch (MessagingException e) {
            return new Outcome.Never(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Outcome lookUp(UUID id) {
        return Files.exists(file(id)) ? new Outcome.Delivered() : new Outcome.Again("It was interrupted");
    }

    /** Ids begin with the time that they were made, so names sort as the mails were written. */
    private Path file(UUID id) {
        return directory.resolve(id + ".eml");
    }
}

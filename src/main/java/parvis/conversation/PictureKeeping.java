package parvis.conversation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import parvis.file.DiskFull;
import parvis.file.Files;
import parvis.file.Judged;
import parvis.file.Pictures;
import parvis.text.Clean;

/** Pictures that come with a message, from whoever writes: judged, drawn anew, described, kept. */
@Component
public class PictureKeeping {
    /** So many come with one message. */
    public static final int MOST = 4;

    private static final Logger LOG = LoggerFactory.getLogger(PictureKeeping.class);
    private static final long MOST_BYTES = 8L * 1024 * 1024;
    /** A picture drawn anew is never larger than its pixels. */
    private static final long MOST_DRAWN = 64L * 1024 * 1024;

    private final Files files;
    private final Pictures judge;

    PictureKeeping(Files files, Pictures judge) {
        this.files = files;
        this.judge = judge;
    }

    public sealed interface Outcome {
        record Kept(Picture picture) implements Outcome {}

        /** The file is larger than anybody may send. */
        record TooLarge() implements Outcome {}

        record Unfit(Judged.Reason reason) implements Outcome {}

        /** The disk is full: the house knows, by its log. */
        record NoRoom() implements Outcome {}
    }

    /** @param alt what it shows, in the words of whoever sends it; may be empty */
    public Outcome keep(Resource sent, String alt) {
        try {
            if (sent.contentLength() > MOST_BYTES) {
                return new Outcome.TooLarge();
            }
            return switch (judge.judge(sent.getContentAsByteArray())) {
                case Judged.Accepted accepted -> new Outcome.Kept(keep(sent, accepted, alt));
                case Judged.Refused(var reason) -> new Outcome.Unfit(reason);
            };
        } catch (DiskFull full) {
            LOG.error("A picture could not be kept", full);
            return new Outcome.NoRoom();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The picture, small, as a data address: nobody else may fetch it yet. */
    public String preview(Picture picture) {
        try (var content = files.open(picture.thumb()).orElse(null)) {
            return content == null
                    ? ""
                    : "data:" + picture.type() + ";base64,"
                            + Base64.getEncoder().encodeToString(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Picture keep(Resource sent, Judged.Accepted accepted, String alt) throws IOException {
        var stored = files.put(new ByteArrayInputStream(accepted.bytes()), MOST_DRAWN);
        var thumb = files.put(new ByteArrayInputStream(accepted.thumb()), MOST_DRAWN);
        var picture = new Picture(
                name(sent, accepted.type()),
                accepted.type().mediaType(),
                stored.bytes(),
                stored.sha256(),
                thumb.sha256(),
                accepted.width(),
                accepted.height(),
                "");
        return picture.showing(alt);
    }

    /** The name it was sent under, without folders, with the ending of what it became. */
    private static String name(Resource file, Judged.Type type) {
        var sent = file.getFilename() == null ? "" : file.getFilename();
        var last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        var dot = last.lastIndexOf('.');
        var base = Clean.line(dot > 0 ? last.substring(0, dot) : last, 80).text();
        return (base.isEmpty() ? "photo" : base) + "." + type.extension();
    }
}

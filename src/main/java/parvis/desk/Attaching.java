package parvis.desk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import parvis.conversation.Picture;
import parvis.desk.Unsent.Reason;
import parvis.file.DiskFull;
import parvis.file.Files;
import parvis.file.Judged;
import parvis.file.Pictures;
import parvis.text.Clean;

/** Pictures that a teammate joins: judged, drawn anew, described, kept. */
@Component
class Attaching {
    static final int MOST = 4;
    private static final int MOST_ALT = 500;
    private static final long MOST_BYTES = 8L * 1024 * 1024;
    /** A picture drawn anew is never larger than its pixels. */
    private static final long MOST_DRAWN = 64L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Attaching.class);

    private final Files files;
    private final Pictures judge;

    Attaching(Files files, Pictures judge) {
        this.files = files;
        this.judge = judge;
    }

    sealed interface Outcome {
        record Attached(List<Picture> pictures) implements Outcome {}

        record Refused(Reason reason) implements Outcome {}
    }

    /** @param descriptions what the pictures show, a line for each, in their order */
    Outcome take(List<MultipartFile> sent, String descriptions) {
        var chosen = sent.stream().filter(file -> !file.isEmpty()).toList();
        var lines = descriptions
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (chosen.size() > MOST) {
            return new Outcome.Refused(Reason.PICTURES_MANY);
        }
        if (lines.size() < chosen.size()) {
            return new Outcome.Refused(Reason.PICTURES_UNDESCRIBED);
        }
        var pictures = new ArrayList<Picture>();
        for (var i = 0; i < chosen.size(); i++) {
            var file = chosen.get(i);
            if (file.getSize() > MOST_BYTES) {
                return new Outcome.Refused(Reason.PICTURES_LARGE);
            }
            switch (judged(file)) {
                case Judged.Accepted accepted -> {
                    try {
                        pictures.add(keep(
                                file,
                                accepted,
                                Clean.line(lines.get(i), MOST_ALT).text()));
                    } catch (DiskFull full) {
                        LOG.error("A picture could not be kept", full);
                        return new Outcome.Refused(Reason.PICTURES_NO_ROOM);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                case Judged.Refused(var reason) -> {
                    return new Outcome.Refused(
                            reason == Judged.Reason.BUSY ? Reason.PICTURES_BUSY : Reason.PICTURES_UNREADABLE);
                }
            }
        }
        return new Outcome.Attached(pictures);
    }

    private Judged judged(MultipartFile file) {
        try {
            return judge.judge(file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Picture keep(MultipartFile file, Judged.Accepted accepted, String alt) throws IOException {
        var stored = files.put(new ByteArrayInputStream(accepted.bytes()), MOST_DRAWN);
        var thumb = files.put(new ByteArrayInputStream(accepted.thumb()), MOST_DRAWN);
        return new Picture(
                name(file) + "." + accepted.type().extension(),
                accepted.type().mediaType(),
                stored.bytes(),
                stored.sha256(),
                thumb.sha256(),
                accepted.width(),
                accepted.height(),
                alt);
    }

    /** The name it was sent under, without folders and without its ending. */
    private static String name(MultipartFile file) {
        var sent = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        var last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        var dot = last.lastIndexOf('.');
        var base = Clean.line(dot > 0 ? last.substring(0, dot) : last, 80).text();
        return base.isEmpty() ? "photo" : base;
    }
}

package parvis.square;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import parvis.conversation.Picture;
import parvis.file.DiskFull;
import parvis.file.Files;
import parvis.file.Judged;
import parvis.file.Judged.Reason;
import parvis.file.Pictures;
import parvis.square.page.AskPage.Held;
import parvis.square.page.Problems;
import parvis.text.Clean;

/** Pictures that come with a form: judged, drawn anew, kept; and held for the next try when the form was refused. */
@Component
class Uploads {
    static final int MOST = 4;
    static final int MOST_ALT = 500;
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final long MOST_BYTES = 8L * 1024 * 1024;
    /** A picture drawn anew is never larger than its pixels. */
    private static final long MOST_DRAWN = 64L * 1024 * 1024;

    private final Files files;
    private final Pictures judge;
    private final Claims claims;

    Uploads(Files files, Pictures judge, Claims claims) {
        this.files = files;
        this.judge = judge;
        this.claims = claims;
    }

    /**
     * What a form brought: pictures held since an earlier try, then new ones, in the order of their descriptions.
     *
     * @param undescribed whether nobody was asked yet what the pictures show
     */
    record Brought(List<Picture> pictures, boolean undescribed) {}

    Brought take(List<MultipartFile> sent, List<String> held, List<String> alts, Problems.Found problems) {
        var chosen = sent.stream().filter(file -> !file.isEmpty()).toList();
        var pictures = new ArrayList<Picture>();
        for (int i = 0; i < held.size() + chosen.size(); i++) {
            if (i == MOST) {
                problems.add("pictures", "pictures.many");
                break;
            }
            var alt = i < alts.size() ? Clean.line(alts.get(i), MOST_ALT).text() : "";
            var picture =
                    i < held.size() ? claimed(held.get(i), problems) : judged(chosen.get(i - held.size()), problems);
            picture.map(p -> described(p, alt)).ifPresent(pictures::add);
        }
        return new Brought(pictures, !pictures.isEmpty() && alts.size() < pictures.size());
    }

    /** As the form shows them when it comes back. */
    List<Held> held(List<Picture> pictures) {
        return pictures.stream()
                .map(p ->
                        new Held(claims.of(p), p.name(), p.alt(), "data:" + p.type() + ";base64," + encoded(p.thumb())))
                .toList();
    }

    private static Picture described(Picture p, String alt) {
        return new Picture(p.name(), p.type(), p.bytes(), p.file(), p.thumb(), p.width(), p.height(), alt);
    }

    private Optional<Picture> claimed(String claim, Problems.Found problems) {
        var picture = claims.picture(claim);
        if (picture.isEmpty()) {
            problems.add("pictures", "pictures.lost");
        }
        return picture;
    }

    private Optional<Picture> judged(MultipartFile file, Problems.Found problems) {
        if (file.getSize() > MOST_BYTES) {
            problems.add("pictures", "pictures.large");
            return Optional.empty();
        }
        try {
            return switch (judge.judge(file.getBytes())) {
                case Judged.Accepted accepted -> Optional.of(keep(file, accepted));
                case Judged.Refused(var reason) -> {
                    problems.add("pictures", words(reason));
                    yield Optional.empty();
                }
            };
        } catch (DiskFull full) {
            LOG.error("A picture could not be kept", full);
            problems.add("pictures", "pictures.no.room");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Picture keep(MultipartFile file, Judged.Accepted accepted) throws IOException {
        var stored = files.put(new ByteArrayInputStream(accepted.bytes()), MOST_DRAWN);
        var thumb = files.put(new ByteArrayInputStream(accepted.thumb()), MOST_DRAWN);
        return new Picture(
                name(file, accepted.type()),
                accepted.type().mediaType(),
                stored.bytes(),
                stored.sha256(),
                thumb.sha256(),
                accepted.width(),
                accepted.height(),
                "");
    }

    /** The name it was sent under, with the ending of what it became. */
    private static String name(MultipartFile file, Judged.Type type) {
        var sent = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        var last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        var dot = last.lastIndexOf('.');
        var base = Clean.line(dot > 0 ? last.substring(0, dot) : last, 80).text();
        return (base.isEmpty() ? "photo" : base) + "." + type.extension();
    }

    private String encoded(String sha256) {
        try (var content = files.open(sha256).orElseThrow()) {
            return Base64.getEncoder().encodeToString(content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String words(Reason reason) {
        return switch (reason) {
            case NOT_A_PICTURE -> "pictures.not.one";
            case INCOMPLETE -> "pictures.incomplete";
            case BROKEN -> "pictures.broken";
            case TOO_MANY_PIXELS -> "pictures.pixels";
            case BUSY -> "pictures.busy";
        };
    }
}

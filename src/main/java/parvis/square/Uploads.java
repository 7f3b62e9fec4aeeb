package parvis.square;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import parvis.conversation.Picture;
import parvis.conversation.PictureKeeping;
import parvis.conversation.PictureKeeping.Outcome;
import parvis.file.Files;
import parvis.file.Judged.Reason;
import parvis.square.page.AskPage.Held;
import parvis.square.page.Problems;

/** Pictures that come with a form: kept, each with its own problem or none; and held for the next try of a refused form. */
@Component
class Uploads {
    private final Files files;
    private final PictureKeeping keeping;
    private final Claims claims;

    Uploads(Files files, PictureKeeping keeping, Claims claims) {
        this.files = files;
        this.keeping = keeping;
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
            if (i == PictureKeeping.MOST) {
                problems.add("pictures", "pictures.many");
                break;
            }
            var alt = i < alts.size() ? alts.get(i) : "";
            var picture = i < held.size()
                    ? claimed(held.get(i), alt, problems)
                    : kept(chosen.get(i - held.size()), alt, problems);
            picture.ifPresent(pictures::add);
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

    private Optional<Picture> claimed(String claim, String alt, Problems.Found problems) {
        return claims.picture(claim).map(p -> p.showing(alt)).or(() -> refused("pictures.lost", problems));
    }

    private Optional<Picture> kept(MultipartFile file, String alt, Problems.Found problems) {
        return switch (keeping.keep(file.getResource(), alt)) {
            case Outcome.Kept(var picture) -> Optional.of(picture);
            case Outcome.TooLarge() -> refused("pictures.large", problems);
            case Outcome.NoRoom() -> refused("pictures.no.room", problems);
            case Outcome.Unfit(var reason) -> refused(words(reason), problems);
        };
    }

    private static Optional<Picture> refused(String words, Problems.Found problems) {
        problems.add("pictures", words);
        return Optional.empty();
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

package parvis.square;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import parvis.brand.Brand;
import parvis.conversation.HeldPictures;
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
    private final HeldPictures held;
    private final Clock clock;

    Uploads(Files files, PictureKeeping keeping, HeldPictures held, Clock clock) {
        this.files = files;
        this.keeping = keeping;
        this.held = held;
        this.clock = clock;
    }

    /**
     * What a form brought: pictures held since an earlier try, then new ones, in the order of their descriptions.
     *
     * @param undescribed whether nobody was asked yet what the pictures show
     */
    record Brought(List<Picture> pictures, boolean undescribed) {}

    Brought take(
            Brand brand, List<MultipartFile> sent, List<String> claims, List<String> alts, Problems.Found problems) {
        var chosen = sent.stream().filter(file -> !file.isEmpty()).toList();
        var pictures = new ArrayList<Picture>();
        for (int i = 0; i < claims.size() + chosen.size(); i++) {
            if (i == PictureKeeping.MOST) {
                problems.add("pictures", "pictures.many");
                break;
            }
            var alt = i < alts.size() ? alts.get(i) : "";
            var picture = i < claims.size()
                    ? claimed(brand, claims.get(i), alt, problems)
                    : kept(chosen.get(i - claims.size()), alt, problems);
            picture.ifPresent(pictures::add);
        }
        return new Brought(pictures, !pictures.isEmpty() && alts.size() < pictures.size());
    }

    /** As the form shows them when it comes back. */
    List<Held> held(Brand brand, List<Picture> pictures) {
        return pictures.stream()
                .map(p -> new Held(held.claim(brand.id(), p, clock.instant()), p.name(), p.alt(), keeping.preview(p)))
                .toList();
    }

    private Optional<Picture> claimed(Brand brand, String claim, String alt, Problems.Found problems) {
        return held.claimed(brand.id(), claim, clock.instant())
                .filter(p -> isKept(p.file()) && isKept(p.thumb()))
                .map(p -> p.showing(alt))
                .or(() -> refused("pictures.lost", problems));
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

    private boolean isKept(String sha256) {
        try (var content = files.open(sha256).orElse(null)) {
            return content != null;
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

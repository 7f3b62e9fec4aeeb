package parvis.desk;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import parvis.conversation.Picture;
import parvis.conversation.PictureKeeping;
import parvis.desk.Unsent.Reason;
import parvis.file.Judged;

/** Pictures that a teammate joins: each needs its description, and one that is refused refuses all. */
@Component
class Attaching {
    private final PictureKeeping keeping;

    Attaching(PictureKeeping keeping) {
        this.keeping = keeping;
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
        if (chosen.size() > PictureKeeping.MOST) {
            return new Outcome.Refused(Reason.PICTURES_MANY);
        }
        if (lines.size() < chosen.size()) {
            return new Outcome.Refused(Reason.PICTURES_UNDESCRIBED);
        }
        var pictures = new ArrayList<Picture>();
        for (var i = 0; i < chosen.size(); i++) {
            switch (keeping.keep(chosen.get(i).getResource(), lines.get(i))) {
                case PictureKeeping.Outcome.Kept(var picture) -> pictures.add(picture);
                case PictureKeeping.Outcome.TooLarge() -> {
                    return new Outcome.Refused(Reason.PICTURES_LARGE);
                }
                case PictureKeeping.Outcome.NoRoom() -> {
                    return new Outcome.Refused(Reason.PICTURES_NO_ROOM);
                }
                case PictureKeeping.Outcome.Unfit(var reason) -> {
                    return new Outcome.Refused(
                            reason == Judged.Reason.BUSY ? Reason.PICTURES_BUSY : Reason.PICTURES_UNREADABLE);
                }
            }
        }
        return new Outcome.Attached(pictures);
    }
}

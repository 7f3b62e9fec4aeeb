package parvis.newsroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import parvis.conversation.PictureKeeping;
import parvis.database.Ids;
import parvis.guard.Context;
import parvis.guard.Draft;
import parvis.guard.Guard;

/** Takes pictures for a draft, and keeps of their files who is credited: drawn anew, they no longer tell. */
@Component
class Illustrating {
    private final PictureKeeping keeping;

    Illustrating(PictureKeeping keeping) {
        this.keeping = keeping;
    }

    sealed interface Outcome {
        record Kept(List<DraftPicture> pictures) implements Outcome {}

        /** @param why the key of the words */
        record Refused(String why) implements Outcome {}
    }

    Outcome take(List<MultipartFile> sent, String alt) {
        var kept = new ArrayList<DraftPicture>();
        if (sent.size() > Drafting.MOST_PICTURES) {
            return new Outcome.Refused("newsroom.refused.pictures.many");
        }
        for (var file : sent) {
            switch (keeping.keep(file.getResource(), sent.size() == 1 ? alt : "")) {
                case PictureKeeping.Outcome.Kept(var picture) ->
                    kept.add(new DraftPicture(Ids.next(), picture, credit(file)));
                case PictureKeeping.Outcome.TooLarge() -> {
                    return new Outcome.Refused("newsroom.refused.pictures.large");
                }
                case PictureKeeping.Outcome.NoRoom() -> {
                    return new Outcome.Refused("newsroom.refused.pictures.room");
                }
                case PictureKeeping.Outcome.Unfit(var reason) -> {
                    return new Outcome.Refused("newsroom.refused.pictures.unfit");
                }
            }
        }
        return new Outcome.Kept(kept);
    }

    private static String credit(MultipartFile file) {
        try {
            var alone = new Draft("", null, null, null, List.of(new Draft.Picture("", file.getBytes(), "")));
            return Guard.read(alone, Context.NONE).stream()
                    .filter(finding -> finding.kind().equals("stock"))
                    .map(finding -> finding.why().arguments().getLast().toString())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

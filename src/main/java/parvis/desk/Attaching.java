package parvis.desk;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import parvis.conversation.AnswerDrafts;
import parvis.conversation.HeldPictures;
import parvis.conversation.HeldPictures.Held;
import parvis.conversation.Picture;
import parvis.conversation.PictureKeeping;
import parvis.database.Transactions;
import parvis.desk.KeptReader.Place;
import parvis.desk.Unsent.Reason;
import parvis.file.Judged;

/**
 * Pictures that a teammate joins: those that are kept with their draft, and those that the form has chosen now. Each needs its
 * description before it leaves.
 */
@Component
class Attaching {
    private final PictureKeeping keeping;
    private final HeldPictures held;
    private final AnswerDrafts drafts;
    private final Transactions transactions;
    private final Clock clock;

    Attaching(PictureKeeping keeping, HeldPictures held, AnswerDrafts drafts, Transactions transactions, Clock clock) {
        this.keeping = keeping;
        this.held = held;
        this.drafts = drafts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param fresh those that the form has chosen now, as far as they can be taken
     * @param kept those that its draft has already
     * @param fault why they cannot leave like this, or null
     */
    record Brought(
            List<Picture> kept,
            List<Picture> fresh,
            @Nullable Reason fault) {
        /** All of them, in the order in which they came. */
        List<Picture> all() {
            return Stream.concat(kept.stream(), fresh.stream()).toList();
        }
    }

    /**
     * Reads the form: {@code draft}, for each of its pictures {@code alt-} and its id, and in {@code alts} what the chosen ones show,
     * a line for each, in their order.
     */
    Brought take(Visit visit, @Nullable List<MultipartFile> sent, boolean heavy) {
        var before = transactions
                .in(visit.brand().id(), () -> {
                    describe(visit);
                    return ofDraft(visit);
                })
                .stream()
                .map(Held::picture)
                .toList();
        if (heavy) {
            return new Brought(before, List.of(), Reason.PICTURES_HEAVY);
        }
        var chosen = sent == null
                ? List.<MultipartFile>of()
                : sent.stream().filter(file -> !file.isEmpty()).toList();
        if (before.size() + chosen.size() > PictureKeeping.MOST) {
            return new Brought(before, List.of(), Reason.PICTURES_MANY);
        }
        var lines = visit.field("alts")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        var fresh = new ArrayList<Picture>();
        Reason fault = null;
        for (var i = 0; i < chosen.size(); i++) {
            switch (keeping.keep(chosen.get(i).getResource(), i < lines.size() ? lines.get(i) : "")) {
                case PictureKeeping.Outcome.Kept(var picture) -> fresh.add(picture);
                case PictureKeeping.Outcome.TooLarge() -> fault = Reason.PICTURES_LARGE;
                case PictureKeeping.Outcome.NoRoom() -> fault = Reason.PICTURES_NO_ROOM;
                case PictureKeeping.Outcome.Unfit(var reason) ->
                    fault = reason == Judged.Reason.BUSY ? Reason.PICTURES_BUSY : Reason.PICTURES_UNREADABLE;
            }
        }
        var brought = new Brought(before, List.copyOf(fresh), fault);
        return fault == null && brought.all().stream().anyMatch(p -> p.alt().isBlank())
                ? new Brought(before, brought.fresh(), Reason.PICTURES_UNDESCRIBED)
                : brought;
    }

    /** What was refused comes back with its pictures: they are kept with its draft, which begins with them where there is none. */
    void hold(Visit visit, Place place, Brought brought) {
        if (brought.fresh().isEmpty()) {
            return;
        }
        if (drafts.keep(
                        visit.brand(),
                        visit.me(),
                        place.conversation(),
                        KeepingController.uuid(visit.field("draft")),
                        KeepingController.revision(visit),
                        KeepingController.shortened(visit),
                        brought.fresh(),
                        clock.instant())
                instanceof AnswerDrafts.Outcome.Kept(var draft, var others)) {
            visit.asked().put("draft", draft.id().toString());
            visit.asked().put("alts", "");
        }
    }

    /** Inside a transaction: what their fields say that they show. */
    void describe(Visit visit) {
        var draft = KeepingController.uuid(visit.field("draft"));
        if (draft == null) {
            return;
        }
        for (var one : ofDraft(visit)) {
            var typed = visit.asked().get("alt-" + one.id());
            if (typed != null) {
                held.describe(
                        visit.me().id(),
                        draft,
                        one.id(),
                        one.picture().showing(typed).alt());
            }
        }
    }

    void takeOut(Visit visit, UUID draft, UUID picture) {
        transactions.run(visit.brand().id(), () -> held.takeOut(visit.me().id(), draft, picture));
    }

    private List<Held> ofDraft(Visit visit) {
        var draft = KeepingController.uuid(visit.field("draft"));
        return draft == null ? List.of() : held.of(visit.me().id(), draft);
    }
}

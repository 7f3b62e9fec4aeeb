package parvis.desk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.conversation.AnswerDraft;
import parvis.conversation.AnswerDrafts;
import parvis.conversation.ConversationId;
import parvis.conversation.HeldPictures;
import parvis.desk.page.KeptPage;
import parvis.desk.page.KeptPage.Other;
import parvis.text.PlainText;

/** Makes what a form says of drafts. Calls belong inside a transaction of the brand. */
@Component
class KeptReader {
    private static final int EXCERPT = 80;

    private final AnswerDrafts drafts;
    private final HeldPictures held;

    KeptReader(AnswerDrafts drafts, HeldPictures held) {
        this.drafts = drafts;
        this.held = held;
    }

    /** @param number of the conversation, or null for a letter by which the house writes first */
    record Place(
            @Nullable ConversationId conversation, @Nullable Long number) {
        String path() {
            return number == null ? "/desk/new" : "/desk/conversations/" + number;
        }
    }

    /** What the form goes on with: the draft that was asked for, else the latest; or null. */
    record Found(@Nullable AnswerDraft draft, KeptPage page) {}

    /** @param text of what has just come back into their hands, and must be the one that the form goes on with; or null */
    Found open(Visit visit, Place place, Moments moments, @Nullable String text) {
        var all = drafts.here(visit.me().id(), place.conversation());
        var asked = visit.field("draft");
        var chosen = all.stream()
                .filter(d -> text == null
                        ? d.id().toString().equals(asked)
                        : d.typed().text().equals(text))
                .findFirst()
                .orElse(all.isEmpty() || text != null ? null : all.getFirst());
        return new Found(chosen, page(visit, place, moments, chosen, all, null));
    }

    /** The form goes on with what it went on with before: it was refused, or is typed in. */
    KeptPage same(Visit visit, Place place, Moments moments) {
        var all = drafts.here(visit.me().id(), place.conversation());
        var mine = all.stream()
                .filter(d -> d.id().toString().equals(visit.field("draft")))
                .findFirst()
                .orElse(null);
        return page(visit, place, moments, mine, all, null);
    }

    /** After some of it was kept. */
    KeptPage after(Visit visit, Place place, Moments moments, AnswerDrafts.Outcome outcome) {
        return switch (outcome) {
            case AnswerDrafts.Outcome.Kept(var draft, var others) -> page(visit, place, moments, draft, others, null);
            case AnswerDrafts.Outcome.Emptied() ->
                page(visit, place, moments, null, drafts.here(visit.me().id(), place.conversation()), null);
            case AnswerDrafts.Outcome.TooMany() ->
                page(visit, place, moments, null, List.of(), visit.shell().t("desk.draft.too-many"));
        };
    }

    KeptPage trouble(Visit visit, Place place, Moments moments, String words) {
        return page(visit, place, moments, null, List.of(), words);
    }

    private KeptPage page(
            Visit visit,
            Place place,
            Moments moments,
            @Nullable AnswerDraft draft,
            List<AnswerDraft> all,
            @Nullable String trouble) {
        var id = draft == null ? null : draft.id();
        return new KeptPage(
                place.path() + "/drafts",
                visit.queue(),
                id == null ? null : id.toString(),
                draft == null ? 0 : draft.revision(),
                draft == null ? null : moments.at(draft.changed()),
                id == null ? List.of() : pictures(visit, id),
                all.stream()
                        .filter(d -> !d.id().equals(id))
                        .map(d -> other(visit, place, moments, d))
                        .toList(),
                draft == null
                        ? drafts.thrownAway(visit.me().id(), place.conversation(), moments.now())
                                .map(AnswerDraft::id)
                                .map(UUID::toString)
                                .orElse(null)
                        : null,
                trouble);
    }

    private List<KeptPage.Held> pictures(Visit visit, UUID draft) {
        return held.of(visit.me().id(), draft).stream()
                .map(one -> new KeptPage.Held(
                        one.id().toString(), one.picture().name(), one.picture().alt(), "/desk/pictures/" + one.id()))
                .toList();
    }

    private static Other other(Visit visit, Place place, Moments moments, AnswerDraft draft) {
        var typed = draft.typed();
        var words = typed.text().isBlank() ? typed.subject() + " " + typed.recipient() : typed.text();
        return new Other(
                draft.id().toString(),
                place.path() + visit.queue() + (visit.queue().isEmpty() ? "?" : "&") + "draft=" + draft.id(),
                moments.at(draft.changed()),
                PlainText.excerpt(words, EXCERPT));
    }
}

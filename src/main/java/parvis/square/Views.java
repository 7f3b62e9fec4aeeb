package parvis.square;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.square.MessagesReading.Ratings;
import parvis.square.MessagesReading.Stored;
import parvis.square.page.Author;
import parvis.square.page.MessageView;
import parvis.square.page.MessageView.FileView;
import parvis.square.page.MessageView.Hiding;
import parvis.square.page.MessageView.PictureView;
import parvis.square.page.MessageView.Prompt;
import parvis.square.page.MessageView.Prompt.Step;

/** Makes stored messages what one visitor sees of them. */
final class Views {

    /**
     * @param isShared whether others read it than whoever asked and the house
     * @param asker the person who asked
     * @param retained the message that was kept as the answer, when it may be read
     * @param moderates whether the words of hidden messages are shown
     * @param mayRate whether this visitor may say if something helped
     * @param change a message of which they want to say it anew
     */
    record About(
            Brand brand,
            boolean isShared,
            UUID opening,
            UUID asker,
            @Nullable Stored retained,
            @Nullable UUID visitor,
            boolean moderates,
            boolean mayRate,
            @Nullable UUID change) {}

    private final Team team;
    private final About about;
    private final Map<UUID, List<PictureView>> pictures;
    private final Map<UUID, List<FileView>> files;
    private final Ratings ratings;
    private final boolean houseAnswered;

    Views(
            Team team,
            About about,
            List<Stored> all,
            Map<UUID, List<PictureView>> pictures,
            Map<UUID, List<FileView>> files,
            Ratings ratings) {
        this.team = team;
        this.about = about;
        this.pictures = pictures;
        this.files = files;
        this.ratings = ratings;
        this.houseAnswered = all.stream().anyMatch(m -> m.sent() && !m.hidden());
    }

    /** Comments stand under what they are about; one whose message is not here stands for itself. */
    static Map<UUID, List<Stored>> nested(List<Stored> all) {
        var byId = new HashMap<UUID, Stored>();
        all.forEach(m -> byId.put(m.id(), m));
        var under = new HashMap<UUID, List<Stored>>();
        for (var message : all) {
            var root = root(byId, message);
            if (root != message) {
                under.computeIfAbsent(root.id(), id -> new ArrayList<>()).add(message);
            }
        }
        return under;
    }

    private static Stored root(Map<UUID, Stored> byId, Stored message) {
        var root = message;
        for (int depth = 0; depth < 50; depth++) { // a ring cannot be stored, but a page must end whatever is
            var parent = root.parent() == null ? null : byId.get(root.parent());
            if (parent == null) {
                break;
            }
            root = parent;
        }
        return root;
    }

    MessageView view(Stored m, List<Stored> comments) {
        var hidden = m.hidden();
        return new MessageView(
                m.id(),
                author(m),
                m.at(),
                m.language(),
                hidden && !about.moderates() ? "" : m.html(),
                hidden ? null : m.quoted(),
                hidden ? List.of() : pictures.getOrDefault(m.id(), List.of()),
                hidden ? List.of() : files.getOrDefault(m.id(), List.of()),
                about.isShared() && !m.isPublic(),
                isFollowUp(m),
                hidden ? hiding(m) : null,
                m.original(),
                m.imported(),
                hidden ? null : prompt(m),
                comments.stream().map(c -> view(c, List.of())).toList());
    }

    private Author author(Stored m) {
        if (m.teammate() != null) {
            return team.byId(about.brand().id(), m.teammate())
                    .map(Author::house)
                    .orElseThrow(() -> new IllegalStateException("A message by nobody: " + m.id()));
        }
        return Author.member(
                java.util.Objects.requireNonNullElse(m.name(), "?"),
                java.util.Objects.requireNonNullElse(m.handle(), ""),
                m.since());
    }

    private boolean isFollowUp(Stored m) {
        return about.retained() != null
                && about.asker().equals(m.person())
                && m.parent() == null
                && m.at().isAfter(about.retained().at());
    }

    private Hiding hiding(Stored m) {
        var by = m.hiddenBy() == null
                ? null
                : team.byId(about.brand().id(), m.hiddenBy())
                        .map(t -> t.firstName())
                        .orElse(null);
        return new Hiding(by, m.hiddenReason());
    }

    /**
     * Asked under the answer that was kept and under each of the house; where there is neither, and of the asker until
     * one is kept, under every answer. Nobody is asked about their own words, nor about the asker's.
     */
    private @Nullable Prompt prompt(Stored m) {
        var own = m.person() != null && m.person().equals(about.visitor());
        if (!about.mayRate()
                || own
                || m.parent() != null
                || m.id().equals(about.opening())
                || about.asker().equals(m.person())) {
            return null;
        }
        var kept = about.retained() != null && about.retained().id().equals(m.id());
        var byAsker = about.asker().equals(about.visitor());
        var rated = ratings.own().get(m.id());
        var settled = about.retained() != null || (houseAnswered && !byAsker);
        if (!kept && !m.sent() && rated == null && settled) {
            return null;
        }
        var reader = m.teammate() == null
                ? null
                : team.byId(about.brand().id(), m.teammate())
                        .filter(t -> t.active())
                        .map(t -> t.firstName())
                        .orElse(null);
        return new Prompt(
                step(m, rated),
                rated == null ? null : rated.help(),
                reader,
                ratings.helped(m.id()),
                ratings.partly(m.id()));
    }

    private Step step(Stored m, MessagesReading.@Nullable Rated rated) {
        if (rated == null || m.id().equals(about.change())) {
            return Step.ASKED;
        }
        return rated.help().equals("yes") || rated.withWords() ? Step.THANKED : Step.WORDS;
    }
}

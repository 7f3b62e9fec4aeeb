package parvis.newsroom;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.database.Transactions;
import parvis.guard.Check;
import parvis.guard.Weight;
import parvis.newsroom.page.DraftPage;
import parvis.newsroom.page.DraftPage.Choice;
import parvis.newsroom.page.DraftPage.Finding;
import parvis.newsroom.page.DraftPage.GuardPane;
import parvis.newsroom.page.DraftPage.Notice;
import parvis.newsroom.page.DraftPage.Overtaken;
import parvis.newsroom.page.DraftPage.Settled;
import parvis.newsroom.page.DraftPage.Shown;
import parvis.newsroom.page.DraftPage.Typed;
import parvis.web.Missing;
import parvis.web.Shell;

/** Makes the page of a draft, of what is kept or of what somebody has just typed. */
@Component
class DraftReading {
    /** What a page shows; a text with more findings has other troubles. */
    private static final int MOST_FINDINGS = 60;

    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final Transactions transactions;
    private final Drafts drafts;
    private final Drafting drafting;
    private final Proofreading proofreading;
    private final Team team;
    private final Clock clock;

    DraftReading(
            Transactions transactions,
            Drafts drafts,
            Drafting drafting,
            Proofreading proofreading,
            Team team,
            Clock clock) {
        this.transactions = transactions;
        this.drafts = drafts;
        this.drafting = drafting;
        this.proofreading = proofreading;
        this.team = team;
        this.clock = clock;
    }

    Kept find(Writer writer, long number) {
        return transactions
                .reading(writer.brand().id(), () -> drafts.byNumber(writer.me(), number))
                .orElseThrow(Missing::new);
    }

    /** A picture that it shows, or that one of its versions showed. */
    DraftPicture picture(Writer writer, Kept draft, String id) {
        return transactions.reading(writer.brand().id(), () -> drafts.allPictures(draft.id())).stream()
                .filter(shown -> shown.id().toString().equals(id))
                .findFirst()
                .orElseThrow(Missing::new);
    }

    /** What is kept. */
    DraftPage page(Writer writer, long number, @Nullable Notice notice) {
        var draft = find(writer, number);
        return page(writer, draft, typed(draft, writer), Whole.of(draft.wording()), Patience.PAGE, notice, null);
    }

    /**
     * What is typed, kept or not.
     *
     * @param patience for the checks that take longer
     */
    DraftPage page(Writer writer, long number, Form form, Patience patience, @Nullable Notice notice) {
        var kept = find(writer, number);
        var draft = around(kept, form, writer);
        var overtaken = !differsOnlyInCount(kept, form, writer)
                && !transactions.reading(writer.brand().id(), () -> drafts.isAsSeen(kept, form.version()));
        return page(
                writer,
                draft,
                form.typed(),
                form.whole(),
                patience,
                notice,
                overtaken ? overtaken(kept, form, writer) : null);
    }

    /** The same draft with what was typed beside its text. */
    private static Kept around(Kept kept, Form form, Writer writer) {
        var alts = form.alts();
        var at = form.moment(writer.brand().zone()).flatMap(moment -> moment).orElse(null);
        return new Kept(
                kept.id(),
                kept.number(),
                new Wording(
                        "", "", "", Wording.CHANNELS.contains(form.field("channel")) ? form.field("channel") : "", at),
                kept.standing(),
                kept.openToAgency(),
                kept.publishedOn(),
                kept.version(),
                kept.changedAt(),
                kept.changedBy(),
                kept.pictures().stream()
                        .map(shown -> new DraftPicture(
                                shown.id(),
                                shown.picture()
                                        .showing(alts.getOrDefault(
                                                shown.id(), shown.picture().alt())),
                                shown.credit()))
                        .toList());
    }

    private static boolean differsOnlyInCount(Kept kept, Form form, Writer writer) {
        return form.wording(writer.brand().zone())
                .filter(kept.wording()::equals)
                .isPresent();
    }

    private Overtaken overtaken(Kept kept, Form form, Writer writer) {
        return new Overtaken(
                name(writer, kept.changedBy()),
                writer.shell().times().hour(kept.changedAt()),
                kept.version(),
                Differences.between(
                        form.whole().title() + "\n\n" + form.whole().words(),
                        kept.wording().title() + "\n\n" + kept.wording().text()));
    }

    private static Typed typed(Kept draft, Writer writer) {
        var at = draft.wording().publishAt();
        return new Typed(
                draft.wording().title(),
                draft.wording().brief(),
                draft.wording().text(),
                draft.wording().channel(),
                at == null
                        ? ""
                        : FIELD.format(
                                LocalDateTime.ofInstant(at, writer.brand().zone())));
    }

    private DraftPage page(
            Writer writer,
            Kept draft,
            Typed typed,
            Whole text,
            Patience patience,
            @Nullable Notice notice,
            @Nullable Overtaken overtaken) {
        var shell = writer.shell();
        var now = clock.instant();
        var told = proofreading.read(writer.brand(), draft, text, writer.agency(), patience, now);
        var standing = Proofreading.standing(told).limit(MOST_FINDINGS).toList();
        var mayWrite = draft.isOpen();
        return new DraftPage(
                writer.self(),
                draft.number(),
                overtaken == null ? draft.version() : overtaken.version(),
                typed,
                channels(typed.channel(), shell),
                shell.t("newsroom.saved", shell.times().hour(draft.changedAt()), name(writer, draft.changedBy())),
                shell.t("newsroom.state." + draft.standing().word()),
                draft.standing().word(),
                mayWrite,
                writer.me().may(Permission.RELEASE_DRAFTS),
                transactions.reading(writer.brand().id(), () -> drafting.mayRemove(writer.me(), draft)),
                draft.openToAgency(),
                Marks.of(typed.title(), spans(standing, 0, typed.title().length())),
                Marks.of(typed.text(), spans(standing, text.from(), typed.text().length())),
                guard(writer, draft, told, standing, text, now),
                Previews.of(writer.brand(), typed.title().strip(), typed.text().strip(), shell),
                pictures(draft, standing),
                Drafting.MOST_PICTURES - draft.pictures().size(),
                now.atZone(writer.brand().zone()).toLocalDate().toString(),
                notice,
                overtaken);
    }

    private static List<Choice> channels(String chosen, Shell shell) {
        return Stream.concat(Stream.of(""), Wording.CHANNELS.stream())
                .map(channel -> new Choice(
                        channel,
                        shell.t("newsroom.channel." + (channel.isEmpty() ? "none" : channel)),
                        channel.equals(chosen)))
                .toList();
    }

    private static List<Marks.Span> spans(List<Told> standing, int from, int length) {
        var spans = new ArrayList<Marks.Span>();
        for (int i = 0; i < standing.size(); i++) {
            var told = standing.get(i);
            var start = Math.max(0, told.finding().start() - from);
            var end = Math.min(length, told.finding().end() - from);
            if (start < end && !told.passage().isEmpty()) {
                spans.add(new Marks.Span(i + 1, start, end, told.weight()));
            }
        }
        return spans;
    }

    private GuardPane guard(Writer writer, Kept draft, List<Told> told, List<Told> standing, Whole text, Instant now) {
        var shell = writer.shell();
        var blocking = (int) told.stream().filter(Told::blocks).count();
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < standing.size(); i++) {
            findings.add(finding(i + 1, standing.get(i), text, writer));
        }
        return new GuardPane(
                summary(standing, shell),
                blocking == 0 ? null : shell.t("newsroom.blocked", blocking),
                findings,
                told.stream()
                        .filter(one -> !one.stands())
                        .limit(MOST_FINDINGS)
                        .map(one -> settled(one, text, writer, draft))
                        .toList(),
                shell.times().hour(now));
    }

    /** "2 à corriger, 1 à regarder". */
    static String summary(List<Told> standing, Shell shell) {
        if (standing.isEmpty()) {
            return shell.t("newsroom.nothing.found");
        }
        var counts = new ArrayList<String>();
        for (var weight : Weight.values()) {
            var many = standing.stream().filter(told -> told.weight() == weight).count();
            if (many > 0) {
                counts.add(shell.t("newsroom.count." + weight.word(), many));
            }
        }
        return String.join(", ", counts);
    }

    private Finding finding(int n, Told told, Whole text, Writer writer) {
        var shell = writer.shell();
        var finding = told.finding();
        var anchored = !told.passage().isEmpty() && finding.end() > finding.start();
        var inTitle = anchored && finding.start() < text.title().length();
        var from = inTitle ? 0 : text.from();
        var length = inTitle ? text.title().length() : text.words().length();
        var anchor = Anchor.of(told, text.text());
        var start = Math.max(0, finding.start() - from);
        var end = Math.min(length, finding.end() - from);
        var field = !anchored || start >= end ? "" : inTitle ? "title" : "text";
        var lowered = told.lowered();
        return new Finding(
                n,
                told.name(shell.words()),
                told.weight().word(),
                shell.t("newsroom.weight." + told.weight().word()),
                told.why(shell.words()),
                told.instead(shell.words()),
                field.isEmpty() ? null : literal(finding, shell),
                field,
                field.isEmpty() ? 0 : start,
                field.isEmpty() ? 0 : end,
                field.isEmpty() ? "" : (inTitle ? text.title() : text.words()).substring(start, end),
                anchor.before(),
                anchor.after(),
                anchor.written(),
                told.blocks(),
                !told.blocks() || writer.me().may(Permission.RELEASE_DRAFTS),
                lowered == null
                        ? null
                        : shell.t("newsroom.lowered", lowered.contested(), lowered.right() + lowered.contested()));
    }

    /** What is to stand instead, where the guard gives the very words and no advice. */
    private static @Nullable String literal(parvis.guard.Finding finding, Shell shell) {
        var instead = finding.instead();
        return instead != null && shell.words().pattern(instead.key()).equals("{0}")
                ? instead.arguments().getFirst().toString()
                : null;
    }

    private Settled settled(Told told, Whole text, Writer writer, Kept draft) {
        var shell = writer.shell();
        var verdict = told.verdict();
        if (verdict == null) {
            throw new IllegalStateException("A finding is settled by a verdict");
        }
        var passage = told.passage().isEmpty() || told.finding().check() == Check.PICTURE
                ? ""
                : text.text().substring(told.finding().start(), told.finding().end());
        return new Settled(
                told.name(shell.words()),
                passage,
                shell.t(
                        "newsroom.settled."
                                + told.state()
                                        .name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', '-'),
                        name(writer, verdict.teammate()),
                        shell.times().day(verdict.at())),
                verdict.reason(),
                draft.isOpen() ? verdict.id().toString() : null);
    }

    private static List<Shown> pictures(Kept draft, List<Told> standing) {
        return draft.pictures().stream()
                .map(shown -> {
                    var picture = shown.picture();
                    var about = new ArrayList<Integer>();
                    for (int i = 0; i < standing.size(); i++) {
                        if (standing.get(i).passage().equals(Passages.PICTURE + Passages.normal(picture.name()))) {
                            about.add(i + 1);
                        }
                    }
                    return new Shown(
                            shown.id().toString(),
                            picture.name(),
                            "/newsroom/drafts/" + draft.number() + "/pictures/" + shown.id(),
                            picture.alt(),
                            picture.width(),
                            picture.height(),
                            about);
                })
                .toList();
    }

    String name(Writer writer, UUID teammate) {
        return team.byId(writer.brand().id(), teammate).map(Teammate::name).orElse("–");
    }
}

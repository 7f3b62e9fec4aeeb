package parvis.newsroom;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.HouseNumbers;
import parvis.brand.HouseWords;
import parvis.database.Transactions;
import parvis.feed.WatchedFeeds;
import parvis.file.Files;
import parvis.guard.Check;
import parvis.guard.Context;
import parvis.guard.Draft;
import parvis.guard.Exposed;
import parvis.guard.Finding;
import parvis.guard.Guard;
import parvis.guard.Say;
import parvis.guard.Weight;
import parvis.search.AskedAbout;
import parvis.search.Passage;

/**
 * Reads for a brand: with what is known around it, with what its people said of earlier findings, and with what it lets block.
 * Nothing that is read is kept.
 */
@Component
public class Proofreading {
    /** What makes sense to ask of an answer to one person. */
    private static final Set<Check> OF_ANSWERS = EnumSet.of(Check.BAIT, Check.LANGUAGE, Check.HONESTY);
    /** Of an answer, what is said of offers and of the networks is nobody's concern. */
    private static final Set<String> NOT_OF_ANSWERS = Set.of("price", "disclosure", "rented", "hard");
    /** What may well stand in a letter to the person whose it is. */
    private static final Set<String> PUBLIC_ONLY = Set.of("order", "phone", "mail");
    /** What of somebody is about to be open to everybody is stopped, whatever the brand lets pass elsewhere. */
    private static final Predicate<Finding> ALWAYS = finding -> Exposed.KINDS.contains(finding.kind());

    private final Transactions transactions;
    private final HouseRulesKeeping rules;
    private final Verdicts verdicts;
    private final Pasts pasts;
    private final Plans plans;
    private final Files files;
    private final ObjectProvider<Incidents> incidents;
    private final WatchedFeeds feeds;
    private final AskedAbout asks;
    private final AtHome home;
    private final LaterChecks later;
    private final HouseWords houseWords;
    private final HouseNumbers houseNumbers;
    /** Pictures change seldom and take long to look at: what was found in them is known while somebody types. */
    private final Cache<List<Object>, List<Finding>> seen =
            Caffeine.newBuilder().maximumSize(500).build();

    Proofreading(
            Transactions transactions,
            HouseRulesKeeping rules,
            Verdicts verdicts,
            Pasts pasts,
            Plans plans,
            Files files,
            ObjectProvider<Incidents> incidents,
            WatchedFeeds feeds,
            AskedAbout asks,
            AtHome home,
            LaterChecks later,
            HouseWords houseWords,
            HouseNumbers houseNumbers) {
        this.houseWords = houseWords;
        this.houseNumbers = houseNumbers;
        this.transactions = transactions;
        this.rules = rules;
        this.verdicts = verdicts;
        this.pasts = pasts;
        this.plans = plans;
        this.files = files;
        this.incidents = incidents;
        this.feeds = feeds;
        this.asks = asks;
        this.home = home;
        this.later = later;
    }

    /**
     * A text of which the house keeps nothing, such as another program's.
     *
     * @param forAgency whether an agency will read the findings, which quote only what is open to it
     */
    public List<Told> read(Brand brand, Draft draft, boolean forAgency, Instant now) {
        var asked = rules.of(brand.id());
        var around = around(brand, asked, null, forAgency, Patience.PAGE, now);
        var findings = new ArrayList<>(Guard.read(draft, around));
        findings.addAll(later.read(draft, around.homes(), Set.copyOf(asked.dictionary()), Patience.PAGE));
        findings.addAll(Exposed.numbers(draft.text(), houseNumbers.named(brand.id())));
        return judged(brand, asked, draft.text(), findings, null);
    }

    /**
     * An answer to somebody: only what makes sense of one.
     *
     * @param conversation in which verdicts on it were given
     * @param leaving whether it is about to leave, so that its links are waited for a little
     */
    public List<Told> answer(Brand brand, String text, boolean isPublic, UUID conversation, boolean leaving) {
        var asked = rules.of(brand.id());
        var around =
                Context.in(brand.zone()).withHomes(HouseWords.homes(brand)).withAvoided(new HashSet<>(asked.avoided()));
        var findings = Guard.read(Draft.of(text), around).stream()
                .filter(finding -> OF_ANSWERS.contains(finding.check()))
                .filter(finding -> !NOT_OF_ANSWERS.contains(finding.kind()))
                .filter(finding ->
                        isPublic ? !Exposed.KINDS.contains(finding.kind()) : !PUBLIC_ONLY.contains(finding.kind()))
                .collect(Collectors.toCollection(ArrayList::new));
        findings.addAll(later.links(text, around.homes(), leaving));
        if (!isPublic) {
            return judged(brand, asked, text, findings, conversation);
        }
        findings.addAll(
                Exposed.read(text, HouseWords.homes(brand), houseWords.of(brand), houseNumbers.named(brand.id())));
        return judged(brand, asked, text, findings, conversation).stream()
                .map(told -> told.stands() && ALWAYS.test(told.finding()) ? told.blocking() : told)
                .toList();
    }

    /**
     * A draft of the newsroom.
     *
     * @param patience for the checks that take longer
     */
    List<Told> read(Brand brand, Kept draft, Whole text, boolean forAgency, Patience patience, Instant now) {
        var asked = rules.of(brand.id());
        var around = around(brand, asked, draft, forAgency, patience, now);
        var words = new Draft(
                text.text(),
                null,
                draft.wording().channel().isEmpty() ? null : draft.wording().channel(),
                draft.wording().publishAt());
        var findings = new ArrayList<>(Guard.read(words, around));
        findings.addAll(pictures(brand, draft, around));
        findings.addAll(later.read(words, around.homes(), Set.copyOf(asked.dictionary()), patience));
        findings.addAll(Exposed.numbers(words.text(), houseNumbers.named(brand.id())));
        return judged(brand, asked, text.text(), findings, draft.id());
    }

    private Context around(
            Brand brand, HouseRules asked, @Nullable Kept draft, boolean forAgency, Patience patience, Instant now) {
        var number = draft == null ? null : draft.number();
        var people = asks.within(brand.id(), forAgency, patience.counting());
        var past = pasts.of(brand.id(), number, forAgency);
        return Context.in(brand.zone())
                .withHomes(HouseWords.homes(brand))
                .withHome(home.of(brand, past, number, forAgency))
                .withAvoided(new HashSet<>(asked.avoided()))
                .withReasons(asked.days())
                .withPast(past)
                .withWatched(feeds.of(brand.id()))
                .withMoment(new parvis.guard.Moment(
                        now,
                        incidents.stream()
                                .flatMap(known -> known.running(brand.id(), now).stream())
                                .toList(),
                        asked.mournings().stream()
                                .map(HouseRules.Mourning::days)
                                .toList(),
                        plans.around(brand, draft == null ? null : draft.id(), forAgency, now),
                        asked.budget()))
                // an agency is told of what is in public alone
                .withAsked((text, before) -> people.applyAsInt(new Passage(text, before)));
    }

    private List<Finding> pictures(Brand brand, Kept draft, Context around) {
        if (draft.pictures().isEmpty()) {
            return List.of();
        }
        return draft.pictures().stream()
                .flatMap(picture -> {
                    var key = List.<Object>of(
                            brand.id(),
                            draft.number(),
                            picture.picture().file(),
                            picture.picture().name(),
                            picture.picture().alt(),
                            picture.credit(),
                            pasts.generation(brand.id()));
                    return seen.get(key, unknown -> look(picture, around)).stream();
                })
                .toList();
    }

    private List<Finding> look(DraftPicture picture, Context around) {
        var name = picture.picture().name();
        var alone = new Draft(
                "",
                null,
                null,
                null,
                List.of(new Draft.Picture(
                        name, bytes(picture), picture.picture().alt())));
        var found = new ArrayList<>(Guard.read(alone, around).stream()
                .filter(finding -> finding.check() == Check.PICTURE)
                .toList());
        if (!picture.credit().isEmpty()) {
            // what its file told was lost when the picture was drawn anew
            found.add(new Finding(
                    Check.PICTURE,
                    "stock",
                    Weight.LOOK,
                    0,
                    0,
                    new Say("guard.picture.stock.why", List.of(name, picture.credit())),
                    new Say("guard.picture.stock.instead", List.of(name, picture.credit()))));
        }
        return found;
    }

    private byte[] bytes(DraftPicture picture) {
        try (var content = files.open(picture.picture().file()).orElse(null)) {
            return content == null ? new byte[0] : content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Told> judged(
            Brand brand, HouseRules asked, String text, List<Finding> findings, @Nullable UUID subject) {
        var passages = findings.stream()
                .map(finding -> Passages.of(finding, text))
                .filter(Passages::teaches)
                .distinct()
                .toList();
        record Known(List<Verdict> verdicts, Map<String, Learning> learned) {}
        var known = transactions.reading(
                brand.id(), () -> new Known(verdicts.about(subject, passages), verdicts.learned()));
        return findings.stream()
                .sorted(Comparator.comparing((Finding finding) -> finding.end() == 0)
                        .thenComparing(Finding::start)
                        .thenComparing(Finding::weight)
                        .thenComparing(Finding::end))
                .map(finding ->
                        told(finding, Passages.of(finding, text), asked, known.verdicts(), known.learned(), subject))
                .toList();
    }

    private static Told told(
            Finding finding,
            String passage,
            HouseRules asked,
            List<Verdict> verdicts,
            Map<String, Learning> learned,
            @Nullable UUID subject) {
        var check = finding.check();
        var experience = learned.getOrDefault(Verdicts.kind(check.word(), finding.kind()), Learning.NOTHING);
        var weight = experience.weighed(check, finding.weight());
        var lowered = weight == finding.weight() ? null : experience;
        var about = verdicts.stream()
                .filter(verdict -> verdict.check().equals(check.word())
                        && verdict.kind().equals(finding.kind())
                        && verdict.passage().equals(passage))
                .toList();
        var here = about.stream()
                .filter(verdict -> verdict.subject().equals(subject) && verdict.judgement() != Judgement.FOLLOWED)
                .findFirst();
        if (here.isPresent()) {
            var state = here.get().judgement() == Judgement.ACCEPTED ? Told.State.ACCEPTED : Told.State.CONTESTED;
            return new Told(finding, weight, passage, state, here.get(), lowered, false);
        }
        var before = Passages.teaches(passage)
                ? about.stream()
                        .filter(verdict -> verdict.judgement() == Judgement.CONTESTED)
                        .reduce((earlier, later) -> later)
                        .orElse(null)
                : null;
        return before != null
                ? new Told(finding, weight, passage, Told.State.CONTESTED_BEFORE, before, lowered, false)
                : new Told(finding, weight, passage, Told.State.STANDING, null, lowered, asked.block(check, weight));
    }

    /** Whether anything keeps it from going out. */
    public static boolean blocks(List<Told> findings) {
        return findings.stream().anyMatch(Told::blocks);
    }

    /** Whether it keeps an answer from leaving because something of somebody would be open to everybody. */
    public static boolean exposes(Told told) {
        return told.blocks() && Exposed.KINDS.contains(told.finding().kind());
    }

    static Stream<Told> standing(List<Told> findings) {
        return findings.stream().filter(Told::stands);
    }
}

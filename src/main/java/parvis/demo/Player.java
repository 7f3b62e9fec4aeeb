package parvis.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import parvis.conversation.Accepting;
import parvis.conversation.Alerts;
import parvis.conversation.Answering;
import parvis.conversation.Closing;
import parvis.conversation.HandingOver;
import parvis.conversation.Incoming;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.Moderating;
import parvis.conversation.Picture;
import parvis.conversation.PictureKeeping;
import parvis.conversation.RatingHelp;
import parvis.conversation.Visibility;
import parvis.database.Transactions;
import parvis.demo.Steps.Place;
import parvis.demo.Steps.Played;
import parvis.demo.Timeline.Moment;

/**
 * Plays the scenes through the use cases of the product, each step in a transaction with the note that it was played: a
 * player that was killed goes on where it stopped, and nothing happens twice.
 */
@Component
@ConditionalOnProperty("parvis.demo")
class Player {
    private static final int BATCH = 20;

    private final Transactions transactions;
    private final Houses houses;
    private final Steps steps;
    private final Accepting accepting;
    private final Answering answering;
    private final HandingOver handing;
    private final RatingHelp rating;
    private final Closing closing;
    private final Moderating moderating;
    private final PictureKeeping pictures;
    private final DraftsOnTheTable drafts;
    private final Alerts alerts;
    private final CannedOnTheDesk canned;

    Player(
            Transactions transactions,
            Houses houses,
            Steps steps,
            Accepting accepting,
            Answering answering,
            HandingOver handing,
            RatingHelp rating,
            Closing closing,
            Moderating moderating,
            PictureKeeping pictures,
            DraftsOnTheTable drafts,
            Alerts alerts,
            CannedOnTheDesk canned) {
        this.alerts = alerts;
        this.canned = canned;
        this.transactions = transactions;
        this.houses = houses;
        this.steps = steps;
        this.accepting = accepting;
        this.answering = answering;
        this.handing = handing;
        this.rating = rating;
        this.closing = closing;
        this.moderating = moderating;
        this.pictures = pictures;
        this.drafts = drafts;
    }

    /** Plays what has not been played yet, as long as {@code goingOn}. */
    void play(Instant now, BooleanSupplier goingOn, Consumer<DemoProgress> progress) {
        var opening = steps.opening(Calendar.openingBefore(Catalogue.TILLEUL.businessHours(), now));
        var there = houses.make(opening);
        var writing = there.get(Catalogue.TILLEUL.slug());
        if (writing != null) {
            drafts.lay(writing, opening);
            canned.lay(writing, opening);
        }
        var played = there.values().stream()
                .collect(Collectors.toMap(
                        house -> house.brand().slug(),
                        house -> steps.of(house.brand().id())));
        var moments = Timeline.of(
                there.keySet().stream().collect(Collectors.toMap(slug -> slug, Scenes::of)),
                there.values().stream()
                        .collect(Collectors.toMap(
                                h -> h.brand().slug(), h -> h.brand().hours())),
                new Calendar(Catalogue.TILLEUL.businessHours(), opening));
        var total = (int) moments.stream().filter(moment -> moment.index() == 0).count();
        var opened = new AtomicInteger();
        for (var batch : batches(moments)) {
            var house = Objects.requireNonNull(there.get(batch.getFirst().brand()));
            var known = Objects.requireNonNull(played.get(batch.getFirst().brand()));
            transactions.run(house.brand().id(), () -> {
                for (var moment : batch) {
                    if (!goingOn.getAsBoolean()) {
                        return;
                    }
                    if (moment.index() == 0) {
                        progress.accept(new DemoProgress(opened.incrementAndGet(), total));
                    }
                    var place = new Place(moment.scene().key(), moment.index());
                    if (!known.containsKey(place)) {
                        known.put(place, step(house, moment, place, known));
                    }
                }
            });
            if (!goingOn.getAsBoolean()) {
                return;
            }
        }
    }

    /** Neighbours of one brand share a transaction, since each commit waits for the disk. */
    private static List<List<Moment>> batches(List<Moment> moments) {
        var batches = new ArrayList<List<Moment>>();
        for (var moment : moments) {
            var last = batches.isEmpty() ? null : batches.getLast();
            if (last == null || last.size() == BATCH || !last.getFirst().brand().equals(moment.brand())) {
                last = new ArrayList<>();
                batches.add(last);
            }
            last.add(moment);
        }
        return batches;
    }

    /** Inside a transaction of the brand. */
    private Played step(House house, Moment moment, Place place, Map<Place, Played> known) {
        var result = moment.turn() == null
                ? ask(house, moment)
                : turn(house, moment, moment.turn(), messagesOf(moment.scene(), known));
        steps.record(house.brand().id(), place, result);
        return result;
    }

    /** What the scene has written so far, by index; the question is 0. */
    private static Map<Integer, Played> messagesOf(Scene scene, Map<Place, Played> known) {
        var written = new HashMap<Integer, Played>();
        for (var index = 0; index <= scene.turns().size(); index++) {
            var played = known.get(new Place(scene.key(), index));
            if (played != null) {
                written.put(index, played);
            }
        }
        return written;
    }

    private Played ask(House house, Moment moment) {
        var scene = moment.scene();
        return receive(house, moment, scene.asker(), scene.text(), null);
    }

    private Played turn(House house, Moment moment, Turn turn, Map<Integer, Played> written) {
        var brand = house.brand();
        var start = Objects.requireNonNull(written.get(0));
        var conversation = start.conversation();
        var at = moment.at();
        return switch (turn) {
            case Turn.Reply(var member, var when, var text) -> receive(house, moment, member, text, start);
            case Turn.Answer(var who, var when, var text, var isPublic) ->
                write(house, moment, who, Kind.SENT, isPublic ? Visibility.PUBLIC : Visibility.PRIVATE, text, start);
            case Turn.Proposed(var who, var when, var text) ->
                write(house, moment, who, Kind.SENT, Visibility.PUBLIC, text, start);
            case Turn.Note(var who, var when, var text) ->
                write(house, moment, who, Kind.NOTE, Visibility.PRIVATE, text, start);
            case Turn.HandOver(var from, var to, var when, var words) -> {
                var outcome = handing.handOver(
                        brand,
                        conversation,
                        house.teammate(from),
                        house.teammate(to).id(),
                        words,
                        Houses.DEMO,
                        at);
                yield done(start, moment, outcome instanceof HandingOver.Outcome.Done, outcome);
            }
            case Turn.Rated(var by, var when, var help, var index, var words) -> {
                var rater = new RatingHelp.Rater.Known(house.person(by));
                var outcome = rating.rate(brand, message(written, index), rater, help, words, Houses.DEMO, at);
                yield done(start, moment, outcome instanceof RatingHelp.Outcome.Rated, outcome);
            }
            case Turn.Close(var who, var when) -> {
                var outcome = closing.close(brand, conversation, house.teammate(who), Houses.DEMO, at);
                yield done(start, moment, outcome == Closing.Outcome.DONE, outcome);
            }
            case Turn.Hide(var who, var index, var when, var reason) -> {
                var outcome = moderating.hide(
                        brand, message(written, index), house.teammate(who), reason, "demo", Houses.DEMO, at);
                yield done(start, moment, outcome == Moderating.Outcome.DONE, outcome);
            }
            case Turn.Report(var by, var index, var when, var reason, var words) -> {
                var outcome = moderating.report(
                        brand,
                        message(written, index),
                        house.person(by),
                        null,
                        Moderating.Reason.valueOf(reason.toUpperCase(Locale.ROOT)),
                        words,
                        Houses.DEMO,
                        at);
                yield done(start, moment, outcome == Moderating.Outcome.DONE, outcome);
            }
        };
    }

    private Played write(
            House house, Moment moment, String who, Kind kind, Visibility visibility, String text, Played start) {
        var words = new Answering.Words(kind, visibility, text, null, Houses.DEMO, pictures(moment));
        var outcome = answering.write(house.brand(), start.conversation(), house.teammate(who), words, moment.at());
        return switch (outcome) {
            case Answering.Outcome.Written(var message) -> new Played(start.conversation(), message);
            case Answering.Outcome.Waits(var message) -> {
                // the past writes to nobody: whoever is to approve finds it in their list
                house.team().values().forEach(t -> alerts.allSeen(house.brand().id(), t.id(), moment.at()));
                yield new Played(start.conversation(), message);
            }
            default -> done(start, moment, false, outcome);
        };
    }

    /** @param start of the conversation; null when this opens it */
    private Played receive(House house, Moment moment, String member, String text, @Nullable Played start) {
        var scene = moment.scene();
        var bySquare = scene.channel() == Scene.Channel.SQUARE;
        var told = Cast.member(member).orElseThrow();
        var product = scene.product();
        var incoming = new Incoming(
                bySquare ? "square" : "api",
                externalId(scene, moment.index()),
                bySquare ? house.person(member).value() : null,
                new Incoming.From(
                        told.firstName() + " " + told.lastName(), bySquare ? null : told.email(), null, false),
                scene.subject(),
                text,
                null,
                bySquare || start == null ? null : externalId(scene, 0),
                bySquare && start != null ? start.conversation().value() : null,
                moment.at(),
                bySquare ? "questions" : null,
                product == null ? null : house.product(product),
                scene.language(),
                start == null ? scene.tags() : List.of(),
                pictures(moment),
                false,
                Houses.DEMO.value());
        var conversation = accepting
                .acceptNow(house.brand(), incoming, moment.at())
                .orElseThrow(() -> new IllegalStateException("Nothing came of " + incoming.externalId()));
        return new Played(conversation.id(), Objects.requireNonNull(conversation.lastMessage()));
    }

    private List<Picture> pictures(Moment moment) {
        var shown = moment.scene().shown().get(moment.index());
        if (shown == null) {
            return List.of();
        }
        var file = new ClassPathResource("demo/" + moment.brand() + "/pictures/" + shown.file());
        return switch (pictures.keep(file, shown.alt())) {
            case PictureKeeping.Outcome.Kept(var picture) -> List.of(picture);
            case PictureKeeping.Outcome refused ->
                throw new IllegalStateException(shown.file() + " was refused: " + refused);
        };
    }

    private static String externalId(Scene scene, int index) {
        return "demo:" + scene.key() + ":" + index;
    }

    /** @param turn as a scene counts, which begins after the question */
    private static MessageId message(Map<Integer, Played> written, int turn) {
        return Objects.requireNonNull(
                Objects.requireNonNull(written.get(turn + 1)).message());
    }

    private static Played done(Played start, Moment moment, boolean asTold, Object outcome) {
        if (!asTold) {
            throw new IllegalStateException(
                    moment.scene().key() + ", turn " + moment.index() + ", ended with " + outcome);
        }
        return new Played(start.conversation(), null);
    }
}

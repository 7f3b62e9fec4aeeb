package parvis.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Absences;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Staffing;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.person.Accounts;
import parvis.settings.OwnHouse;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

/** What becomes of somebody's conversations while they are away, and when they come back. */
@ProductTest
class StandingInTest {
    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    Team team;

    @Autowired
    Accounts accounts;

    @Autowired
    TwoBrands brands;

    @Autowired
    Absences absences;

    @Autowired
    StandingIn standing;

    @Autowired
    HandingOver handing;

    @Autowired
    Closing closing;

    @Autowired
    Answering answering;

    @Autowired
    Approving approving;

    @Autowired
    Approvals approvals;

    @Autowired
    Merging merging;

    @Autowired
    Many many;

    @Autowired
    Staffing staffing;

    @Autowired
    JdbcClient db;

    @Autowired
    Transactions transactions;

    private Brand house;
    private Instant now;

    @BeforeEach
    void aHouse() {
        house = OwnHouse.make(creation, all, team, accounts);
        for (var who : List.of("nadia", "karim", "ines")) {
            OwnHouse.join(team, accounts, house, who, Role.EXPERT);
        }
        OwnHouse.join(team, accounts, house, "claire", Role.EXECUTIVE);
        OwnHouse.join(team, accounts, house, "lea", Role.SECRETARY);
        now = Instant.now();
    }

    @Test
    void whatIsTheirsIsWithWhoeverStandsInAndComesBackWithThem() {
        var open = given("nadia");
        var closed = given("nadia");
        var others = given("ines");
        assertThat(say("nadia", 1, 3, "karim")).isEqualTo(Absences.Outcome.DONE);
        assertThat(owner(open)).isEqualTo("nadia");

        standing.settle(house, in(1));

        assertThat(List.of(owner(open), owner(closed), owner(others))).containsExactly("karim", "karim", "ines");
        assertThat(told("karim")).containsExactly("standing_in 2");
        var late = ask();
        handing.handOver(house, late, who("manager"), who("nadia").id(), "Pour vous.", How.DESK, in(2));
        assertThat(owner(late)).as("what is handed to them meanwhile").isEqualTo("karim");
        assertThat(letters("handed_over")).containsExactly("karim@" + house.slug() + ".test");
        closing.close(house, closed, who("karim"), How.DESK, in(2));

        standing.settle(house, in(4));

        assertThat(List.of(owner(open), owner(closed), owner(late), owner(others)))
                .containsExactly("nadia", "karim", "nadia", "ines");
        assertThat(told("nadia")).containsExactly("back 2");
        assertThat(count("select count(*) from conversation.standing_in")).isZero();
        assertThat(history(open)).containsSubsequence("conversation.stood-in", "conversation.given-back");
        assertThat(history(closed)).contains("conversation.stood-in").doesNotContain("conversation.given-back");

        standing.settle(house, in(4));
        assertThat(told("nadia")).as("asked again, nothing happens again").containsExactly("back 2");
    }

    @Test
    void aChainLeadsOnAndComesBackStepByStep() {
        var hers = given("nadia");
        var his = given("karim");
        say("nadia", 1, 6, "karim");
        say("karim", 2, 3, "ines");
        standing.settle(house, in(1));
        assertThat(List.of(owner(hers), owner(his))).containsExactly("karim", "karim");
        standing.settle(house, in(2));
        assertThat(List.of(owner(hers), owner(his))).containsExactly("ines", "ines");
        standing.settle(house, in(4));
        assertThat(List.of(owner(hers), owner(his))).containsExactly("karim", "karim");
        standing.settle(house, in(7));
        assertThat(List.of(owner(hers), owner(his))).containsExactly("nadia", "karim");
    }

    @Test
    void whereNobodyStandsInItIsTheQueues() {
        var hers = given("nadia");
        say("nadia", 1, 3, "karim");
        standing.settle(house, in(1));
        assertThat(owner(hers)).isEqualTo("karim");

        staffing.letGo(house, who("karim").id(), who("owner"), null, in(2));

        assertThat(owner(hers)).isNull();
        var late = ask();
        assertThat(handing.handOver(house, late, who("manager"), who("nadia").id(), null, How.DESK, in(2)))
                .isInstanceOf(HandingOver.Outcome.Done.class);
        assertThat(owner(late)).isNull();
        standing.settle(house, in(4));
        assertThat(List.of(owner(hers), owner(late))).containsExactly("nadia", "nadia");
    }

    @Test
    void whatAColleagueTookOnOrHandedOnStaysWhereItIs() {
        var answered = given("nadia");
        var handed = given("nadia");
        say("nadia", 1, 3, null);
        standing.settle(house, in(1));
        assertThat(owner(answered)).isNull();
        answer(answered, "ines", in(2));
        handing.handOver(house, handed, who("manager"), who("karim").id(), null, How.DESK, in(2));

        standing.settle(house, in(4));

        assertThat(List.of(owner(answered), owner(handed))).containsExactly("ines", "karim");
    }

    @Test
    void takenBackBeforeItNeverWasAndDuringTheyAreBackAtOnce() {
        var hers = given("nadia");
        say("nadia", 2, 3, "karim");
        assertThat(absences.takeBack(house, who("nadia").id(), absence("nadia"), who("nadia"), null, now))
                .isEqualTo(Absences.Outcome.DONE);
        standing.settle(house, in(2));
        assertThat(owner(hers)).isEqualTo("nadia");

        say("nadia", 0, 3, "karim");
        assertThat(owner(hers)).as("from today, at once").isEqualTo("karim");
        var again = absence("nadia");
        assertThat(absences.takeBack(house, who("nadia").id(), again, who("karim"), null, in(1)))
                .isEqualTo(Absences.Outcome.NOT_ALLOWED);
        assertThat(absences.takeBack(house, who("nadia").id(), again, who("owner"), null, in(1)))
                .isEqualTo(Absences.Outcome.DONE);
        assertThat(owner(hers)).isEqualTo("nadia");
        assertThat(absences.takeBack(house, who("nadia").id(), again, who("owner"), null, in(1)))
                .isEqualTo(Absences.Outcome.UNKNOWN);
        assertThat(count("select count(*) from brand.audit where action = 'absence.said'"))
                .isEqualTo(2);
        assertThat(count("select count(*) from brand.audit where action = 'absence.taken-back'"))
                .isEqualTo(2);
    }

    @Test
    void whatCannotBeIsRefused() {
        OwnHouse.join(team, accounts, house, "agence", Role.AGENCY_CREATIVE);
        assertThat(say("nadia", 3, 1, null)).isEqualTo(Absences.Outcome.BACKWARDS);
        assertThat(say("nadia", -3, -1, null)).isEqualTo(Absences.Outcome.NOT_AHEAD);
        assertThat(say("nadia", 1, 500, null)).isEqualTo(Absences.Outcome.NOT_AHEAD);
        assertThat(say("nadia", 1, 3, "nadia")).isEqualTo(Absences.Outcome.CANNOT_STAND_IN);
        assertThat(say("nadia", 1, 3, "agence")).isEqualTo(Absences.Outcome.CANNOT_STAND_IN);
        assertThat(say("nadia", 1, 3, "lea")).isEqualTo(Absences.Outcome.CANNOT_STAND_IN);
        assertThat(say("nadia", 1, 5, "karim")).isEqualTo(Absences.Outcome.DONE);
        assertThat(say("nadia", 5, 8, null)).isEqualTo(Absences.Outcome.OVERLAPS);
        assertThat(say("karim", 3, 6, "ines")).isEqualTo(Absences.Outcome.DONE);
        assertThat(say("ines", 5, 7, "nadia")).isEqualTo(Absences.Outcome.CIRCLE);
        assertThat(say("ines", 6, 7, "nadia"))
                .as("no day on which all three are away")
                .isEqualTo(Absences.Outcome.DONE);
        var wish = new Absences.Wish(who("karim").id(), day(9), day(9), null, "");
        assertThat(absences.say(house, wish, who("nadia"), null, now)).isEqualTo(Absences.Outcome.NOT_ALLOWED);
        assertThat(absences.say(house, wish, who("manager"), null, now)).isEqualTo(Absences.Outcome.NOT_ALLOWED);
        assertThat(absences.say(house, wish, who("owner"), null, now)).isEqualTo(Absences.Outcome.DONE);
    }

    @Test
    void ofTwoWhoSayTheSameDaysAtOnceOneDoes() throws Exception {
        try (var at = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = new ArrayList<Callable<Absences.Outcome>>();
            for (var i = 0; i < 6; i++) {
                tries.add(() -> say("nadia", 1, 3, "karim"));
                tries.add(() -> say("karim", 1, 3, "nadia"));
            }
            var outcomes = new ArrayList<Absences.Outcome>();
            for (var done : at.invokeAll(tries)) {
                outcomes.add(done.get());
            }
            assertThat(outcomes).containsOnlyOnce(Absences.Outcome.DONE).contains(Absences.Outcome.CIRCLE);
        }
        assertThat(count("select count(*) from brand.absence")).isEqualTo(1);
    }

    @Test
    void whatOnlyTheyCouldApproveIsApprovedByWhoeverStandsIn() {
        var question = ask();
        var message = proposed(question, "Écrit pour Claire.");
        assertThat(waiting("karim", now)).isEmpty();
        assertThat(approve(message, "karim", now)).isInstanceOf(Approving.Outcome.NotAllowed.class);
        say("claire", 1, 3, "karim");
        standing.settle(house, in(1));
        assertThat(told("karim")).containsExactly("approval 1");
        assertThat(waiting("karim", in(1))).containsExactly(message);
        assertThat(approve(message, "ines", in(1))).isInstanceOf(Approving.Outcome.NotAllowed.class);
        assertThat(approve(message, "lea", in(1))).isInstanceOf(Approving.Outcome.NotAllowed.class);

        assertThat(approve(message, "karim", in(1))).isInstanceOf(Approving.Outcome.Done.class);

        var nobody = proposed(ask(), "Encore pour Claire.");
        absences.takeBack(house, who("claire").id(), absence("claire"), who("claire"), null, in(1));
        say("claire", 2, 3, null);
        assertThat(approve(nobody, "karim", in(2))).isInstanceOf(Approving.Outcome.NotAllowed.class);
        assertThat(approve(nobody, "manager", in(2))).isInstanceOf(Approving.Outcome.Done.class);
    }

    @Test
    void aConversationThatIsMergedKeepsWhoseItIs() {
        var member = brands.member(house, "Paule Merger");
        var one = brands.ask(house, member, "Une " + UUID.randomUUID(), "Que faire ?");
        var two = brands.ask(house, member, "Deux " + UUID.randomUUID(), "Que faire ?");
        handing.handOver(house, one.id(), who("manager"), who("nadia").id(), null, How.DESK, now);
        say("nadia", 1, 3, "karim");
        standing.settle(house, in(1));
        assertThat(merging.merge(house, one.id(), two.number(), who("manager"), How.DESK, in(2)))
                .isInstanceOf(Merging.Outcome.Done.class);
        assertThat(owner(two.id())).isEqualTo("karim");
        standing.settle(house, in(4));
        assertThat(owner(two.id())).isEqualTo("nadia");
    }

    @Test
    void manyAtOnceGoToWhoeverStandsInAndUndoneTheyAreAsTheyWere() {
        var one = brands.ask(house, brands.member(house, "Paule Lot"), "Un lot " + UUID.randomUUID(), "Que faire ?");
        say("nadia", 0, 3, "karim");
        var chosen = List.of(new Many.Chosen(one.number(), one.lastMessage().value()));
        var wish = new Many.Wish(Many.Act.OWNER, who("nadia").id(), "");
        var done = (Many.Outcome.Done) many.act(house, chosen, wish, who("manager"), now);
        assertThat(owner(one.id())).isEqualTo("karim");
        assertThat(told("karim")).containsExactly("many 1");

        many.undo(house, done.bulk(), who("manager"), now);

        standing.settle(house, in(1));
        assertThat(owner(one.id())).isNull();
        assertThat(told("karim")).isEmpty();
    }

    private ConversationId ask() {
        return brands.ask(house, brands.member(house, "Paule Relais"), "Relais " + UUID.randomUUID(), "Que faire ?")
                .id();
    }

    private ConversationId given(String who) {
        var id = ask();
        handing.handOver(house, id, who("manager"), who(who).id(), null, How.DESK, now);
        transactions.run(
                house.id(),
                () -> db.sql("delete from notice.mail where kind = 'handed_over'")
                        .update());
        return id;
    }

    private MessageId proposed(ConversationId question, String text) {
        var words = new Answering.Words(
                Kind.SENT,
                Visibility.PUBLIC,
                text,
                null,
                How.DESK,
                List.of(),
                List.of(),
                List.of(),
                who("claire").id());
        return ((Answering.Outcome.Waits) answering.write(house, question, who("lea"), words, now)).message();
    }

    private void answer(ConversationId id, String who, Instant at) {
        var words = new Answering.Words(Kind.SENT, Visibility.PUBLIC, "Voici.", null, How.DESK, List.of());
        answering.write(house, id, who(who), words, at);
    }

    private Approving.Outcome approve(MessageId message, String who, Instant at) {
        var version = transactions.reading(
                house.id(), () -> approvals.byMessage(message).orElseThrow().version());
        return approving.approve(house, message, who(who), version, null, null, How.DESK, at);
    }

    private List<MessageId> waiting(String who, Instant at) {
        var covered = absences.away(house, at).coveredBy(who(who));
        return transactions.reading(house.id(), () -> approvals.waitingFor(who(who), covered, 10)).stream()
                .map(Approval::message)
                .toList();
    }

    private Absences.Outcome say(String whom, int first, int last, @Nullable String standIn) {
        var wish = new Absences.Wish(
                who(whom).id(),
                day(first),
                day(last),
                standIn == null ? null : who(standIn).id().value(),
                "");
        return absences.say(house, wish, who(whom), null, now);
    }

    private LocalDate day(int days) {
        return now.atZone(house.zone()).toLocalDate().plusDays(days);
    }

    /** At noon of that day of the house. */
    private Instant in(int days) {
        return day(days).atTime(12, 0).atZone(house.zone()).toInstant();
    }

    private UUID absence(String whom) {
        return absences.of(house.id(), who(whom).id()).stream()
                .filter(a -> a.ended() == null)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Teammate who(String name) {
        return team.of(house.id()).stream()
                .filter(t -> t.handle().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private @Nullable String owner(ConversationId id) {
        return transactions.reading(
                house.id(),
                () -> db.sql("""
                        select (select t.handle from brand.teammate t where t.id = c.owner) as handle
                          from conversation.conversation c where c.id = ?
                        """)
                        .param(id.value())
                        .query((row, n) -> java.util.Optional.ofNullable(row.getString("handle")))
                        .single()
                        .orElse(null));
    }

    private List<String> told(String who) {
        return texts("select kind || ' ' || count from conversation.alert where teammate = '"
                + who(who).id().value() + "' order by at, id");
    }

    private List<String> letters(String kind) {
        return texts("select recipient from notice.mail where kind = '" + kind + "'");
    }

    private List<String> history(ConversationId id) {
        return texts("select what from ledger.event where conversation = '" + id.value() + "' order by at, id");
    }

    private List<String> texts(String sql) {
        return transactions.reading(
                house.id(),
                () -> db.sql(sql).query((row, n) -> row.getString(1)).list());
    }

    private long count(String sql) {
        return transactions.reading(
                house.id(), () -> db.sql(sql).query(Long.class).single());
    }
}

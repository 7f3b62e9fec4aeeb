package parvis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.database.Transactions;

@DemoTest
class PlayerTest {
    @Autowired
    Player player;

    @Autowired
    Brands brands;

    @Autowired
    Team team;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    /** Stopped twice on its way, as if it had been killed, then played to its end; the next test finds it done. */
    @BeforeEach
    void played() {
        for (var most : List.of(40, 120, Integer.MAX_VALUE)) {
            var steps = new AtomicInteger();
            player.play(Instant.now(), () -> steps.incrementAndGet() <= most, told -> {});
        }
    }

    @Test
    void aStartThatWasStoppedIsCompletedWithoutDuplicates() {
        assertThat(counted("tilleul", "conversation.conversation")).isEqualTo(Scenes.TILLEUL.size());
        assertThat(counted("atelier-nord", "conversation.conversation")).isEqualTo(8);
        assertThat(counted("tilleul", "conversation.message")).isEqualTo(messagesTold(Scenes.TILLEUL));
        assertThat(counted("tilleul", "person.person")).isEqualTo(Cast.MEMBERS.size());
        assertThat(counted("tilleul", "brand.product")).isEqualTo(5);
        assertThat(counted("tilleul", "brand.teammate")).isEqualTo(11);
        assertThat(brands.all()).hasSize(2);
    }

    @Test
    void numbersFollowTheOrderInWhichPeopleAsked() {
        var opened = read(
                "tilleul",
                "select opened_at from conversation.conversation order by number",
                java.time.OffsetDateTime.class);
        assertThat(opened).isSorted().hasSize(Scenes.TILLEUL.size());
    }

    @Test
    void nothingIsToldOfTheFutureNorOfTheLastHour() {
        var last = read("tilleul", "select max(at) from conversation.message", java.time.OffsetDateTime.class)
                .getFirst();
        assertThat(last.toInstant()).isBefore(Instant.now().minus(Duration.ofHours(1)));
        assertThat(read(
                                "tilleul",
                                "select max(at) from ledger.event where what <> 'account.signed-in'",
                                java.time.OffsetDateTime.class)
                        .getFirst()
                        .toInstant())
                .isBefore(Instant.now().minus(Duration.ofHours(1)));
    }

    @Test
    void everyStateAndBothSidesOfTheDeskAreThere() {
        var states = read("tilleul", "select distinct state from conversation.conversation", String.class);
        assertThat(states).containsExactlyInAnyOrder("open", "waiting", "satisfied", "closed");
        assertThat(read("tilleul", "select distinct kind from conversation.message", String.class))
                .containsExactlyInAnyOrder("received", "sent", "note");
        assertThat(read("tilleul", "select distinct visibility from conversation.conversation", String.class))
                .containsExactlyInAnyOrder("public", "private");
        assertThat(count(
                        "tilleul",
                        "select count(*) from conversation.conversation where state = 'open' and due_at < now()"))
                .isBetween(2L, 12L);
        assertThat(count("tilleul", "select count(*) from conversation.message where hidden_reason is not null"))
                .isPositive();
        assertThat(count("tilleul", "select count(*) from conversation.conversation where retained is not null"))
                .isGreaterThan(40);
    }

    @Test
    void theTeamsAreThereAndTheAgencyServesBothBrands() {
        assertThat(team.owner(brand("tilleul").id()).orElseThrow().name()).isEqualTo("Claire Vasseur");
        for (var slug : List.of("tilleul", "atelier-nord")) {
            assertThat(team.of(brand(slug).id()))
                    .extracting(t -> t.role())
                    .contains(
                            Role.OWNER,
                            Role.COMMUNITY_MANAGER,
                            Role.EXPERT,
                            Role.AGENCY_STRATEGIST,
                            Role.AGENCY_CREATIVE);
        }
        assertThat(team.of(brand("tilleul").id())).extracting(t -> t.role()).contains(Role.TRAINEE);
    }

    @Test
    void theFirstBrandAnswersWhereAHostNamesNone() {
        assertThat(brands.ofHost("localhost").orElseThrow().slug()).isEqualTo("tilleul");
        assertThat(brands.ofHost("atelier-nord.localhost").orElseThrow().name()).isEqualTo("Atelier Nord");
    }

    @Test
    void membersHaveAnAccountAPlaceAndAPast() {
        var helene = transactions.reading(
                brand("tilleul").id(),
                () -> db.sql(
                                "select city || ' ' || (account is not null) || ' ' || (since < now() - interval '2 years') from person.person where handle = 'helene-c'")
                        .query(String.class)
                        .single());
        assertThat(helene).isEqualTo("Nantes true true");
    }

    @Test
    void whoeverWaitsIsToldHowFarItIs() {
        var told = new ArrayList<DemoProgress>();
        player.play(Instant.now(), () -> true, told::add);
        var all = Scenes.TILLEUL.size() + Scenes.ATELIER_NORD.size();
        assertThat(told).hasSize(all).last().isEqualTo(new DemoProgress(all, all));
    }

    private static long messagesTold(List<Scene> scenes) {
        return scenes.stream()
                .flatMap(scene -> Stream.concat(
                        Stream.of(true),
                        scene.turns().stream()
                                .map(turn -> turn instanceof Turn.Reply
                                        || turn instanceof Turn.Answer
                                        || turn instanceof Turn.Proposed
                                        || turn instanceof Turn.Note
                                        || turn instanceof Turn.HandOver)))
                .filter(isMessage -> isMessage)
                .count();
    }

    private Brand brand(String slug) {
        return brands.bySlug(slug).orElseThrow();
    }

    private long counted(String slug, String table) {
        return count(slug, "select count(*) from " + table);
    }

    private long count(String slug, String sql) {
        return read(slug, sql, Long.class).getFirst();
    }

    private <T> List<T> read(String slug, String sql, Class<T> type) {
        return transactions.reading(
                brand(slug).id(), () -> db.sql(sql).query(type).list());
    }
}

package parvis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.demo.Reading.ALL;
import static parvis.demo.Reading.membersIn;
import static parvis.demo.Reading.scenesOf;
import static parvis.demo.Reading.teammatesIn;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parvis.brand.Permission;
import parvis.brand.Role;

class CastTest {
    @Test
    void everybodyWhoSpeaksIsInTheCastOfTheBrand() {
        for (var brand : Catalogue.BRANDS) {
            for (var scene : scenesOf(brand)) {
                assertThat(Cast.member(scene.asker())).as(scene.key()).isPresent();
                for (var turn : scene.turns()) {
                    for (var member : membersIn(turn)) {
                        assertThat(Cast.member(member))
                                .as(scene.key() + ": " + member)
                                .isPresent();
                    }
                    for (var key : teammatesIn(turn)) {
                        assertThat(Cast.teammate(key))
                                .as(scene.key() + ": " + key)
                                .hasValueSatisfying(teammate -> {
                                    assertThat(teammate.brands()).contains(brand.slug());
                                    assertThat(teammate.role())
                                            .isIn(Role.OWNER, Role.COMMUNITY_MANAGER, Role.EXPERT, Role.TRAINEE);
                                });
                    }
                }
            }
        }
    }

    /** Whoever answers what was nobody's owns it; an expert may act on what is theirs or nobody's. */
    @Test
    void everybodyActsWithinTheirRole() {
        for (var scene : ALL) {
            var owner = "";
            for (var turn : scene.turns()) {
                switch (turn) {
                    case Turn.Answer answer -> {
                        assertMayAct(scene, answer.teammate(), owner);
                        owner = owner.isEmpty() ? answer.teammate() : owner;
                    }
                    case Turn.Proposed proposed ->
                        assertThat(role(proposed.teammate()).may(Permission.PROPOSE))
                                .as(scene.key())
                                .isTrue();
                    case Turn.HandOver handOver -> {
                        assertMayAct(scene, handOver.from(), owner);
                        owner = handOver.to();
                    }
                    case Turn.Close close -> assertMayAct(scene, close.teammate(), owner);
                    case Turn.Hide hide ->
                        assertThat(role(hide.teammate()).may(Permission.MODERATE))
                                .as(scene.key())
                                .isTrue();
                    case Turn.Note note ->
                        assertThat(role(note.teammate()).may(Permission.NOTE))
                                .as(scene.key())
                                .isTrue();
                    case Turn.Reply reply -> {}
                    case Turn.Rated rated -> {}
                    case Turn.Report report -> {}
                }
            }
        }
    }

    @Test
    void everybodyInTheCastSpeaks() {
        var speaking = ALL.stream()
                .flatMap(scene -> Stream.concat(
                        Stream.of(scene.asker()),
                        scene.turns().stream()
                                .flatMap(turn -> Stream.concat(membersIn(turn).stream(), teammatesIn(turn).stream()))))
                .collect(Collectors.toSet());
        assertThat(speaking)
                .containsAll(Cast.MEMBERS.stream().map(Cast.Member::key).toList());
        assertThat(speaking)
                .containsAll(Cast.TILLEUL.stream().map(Cast.Teammate::key).toList());
        assertThat(speaking)
                .containsAll(Cast.ATELIER_NORD.stream().map(Cast.Teammate::key).toList());
    }

    @Test
    void theCastIsWhatTheDemoPromises() {
        assertThat(Cast.TILLEUL).hasSize(9);
        assertThat(Cast.ATELIER_NORD).hasSize(3);
        assertThat(Cast.MEMBERS).hasSizeBetween(26, 32);
        assertThat(Cast.CORBEAU.people())
                .extracting(Cast.Teammate::role)
                .containsExactly(Role.AGENCY_STRATEGIST, Role.AGENCY_CREATIVE);
        assertThat(Cast.CORBEAU.people())
                .allSatisfy(person -> assertThat(person.brands()).containsExactly("tilleul", "atelier-nord"));
        assertThat(Cast.TILLEUL)
                .filteredOn(teammate -> teammate.role() == Role.OWNER)
                .hasSize(1);
        assertThat(Cast.TILLEUL)
                .filteredOn(teammate -> teammate.role() == Role.COMMUNITY_MANAGER)
                .hasSize(2);
        assertThat(Cast.TILLEUL)
                .filteredOn(teammate -> teammate.role() == Role.EXPERT)
                .hasSize(5);
        assertThat(Cast.TILLEUL)
                .filteredOn(teammate -> teammate.role() == Role.TRAINEE)
                .hasSize(1);
        assertThat(Cast.MEMBERS.stream().map(Cast.Member::email))
                .doesNotHaveDuplicates()
                .allMatch(email -> email.endsWith("@mel.example"));
        var keys = Stream.of(Cast.TILLEUL, Cast.ATELIER_NORD, Cast.CORBEAU.people())
                .flatMap(List::stream)
                .map(Cast.Teammate::key);
        assertThat(Stream.concat(keys, Cast.MEMBERS.stream().map(Cast.Member::key)))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyProductThatASceneNamesIsSoldByItsBrand() {
        for (var brand : Catalogue.BRANDS) {
            var sold = brand.products().stream().map(Catalogue.Product::slug).toList();
            assertThat(scenesOf(brand)).allSatisfy(scene -> {
                if (scene.product() != null) {
                    assertThat(sold).contains(scene.product());
                }
            });
        }
    }

    @Test
    void everyProductOfMaisonTilleulIsAskedAbout() {
        var asked = Scenes.TILLEUL.stream().collect(Collectors.groupingBy(scene -> String.valueOf(scene.product())));
        for (var product : Catalogue.TILLEUL.products()) {
            assertThat(asked.get(product.slug())).as(product.slug()).hasSizeGreaterThanOrEqualTo(8);
        }
    }

    private static void assertMayAct(Scene scene, String teammate, String owner) {
        var may = role(teammate).may(Permission.ANSWER_ANY)
                || (role(teammate).may(Permission.ANSWER_OWN) && (owner.isEmpty() || owner.equals(teammate)));
        assertThat(may)
                .as(scene.key() + ": " + teammate + " while it is " + owner + "'s")
                .isTrue();
    }

    private static Role role(String teammate) {
        return Cast.teammate(teammate).orElseThrow().role();
    }
}

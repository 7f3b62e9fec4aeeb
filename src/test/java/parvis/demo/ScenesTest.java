package parvis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.demo.Reading.ALL;
import static parvis.demo.Reading.has;
import static parvis.demo.Reading.membersIn;
import static parvis.demo.Reading.turns;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parvis.conversation.Help;
import parvis.conversation.Visibility;
import parvis.demo.Scene.Channel;

class ScenesTest {
    @Test
    void maisonTilleulHasMoreThanSixtySixConversationsAndAtelierNordEight() {
        assertThat(Scenes.TILLEUL).hasSizeGreaterThanOrEqualTo(66);
        assertThat(Scenes.ATELIER_NORD).hasSize(8);
        assertThat(ALL.stream().map(Scene::key)).doesNotHaveDuplicates();
        assertThat(ALL.stream().map(Scene::subject)).doesNotHaveDuplicates();
    }

    @Test
    void aFifthOfMaisonTilleulIsInEnglishAndHalfOfAtelierNord() {
        assertThat(shareInEnglish(Scenes.TILLEUL)).isBetween(0.17, 0.23);
        assertThat(shareInEnglish(Scenes.ATELIER_NORD)).isEqualTo(0.5);
    }

    @Test
    void theSquareIsBusierLatelyAndGoesBackMonths() {
        assertThat(askedWithin(0)).isBetween(7L, 10L);
        assertThat(askedWithin(6)).isBetween(18L, 24L);
        assertThat(askedWithin(30) - askedWithin(6)).isGreaterThan(12);
        assertThat(askedWithin(90) - askedWithin(30)).isGreaterThan(12);
        assertThat(askedWithin(275) - askedWithin(90)).isGreaterThan(12);
        assertThat(askedWithin(275)).isEqualTo(Scenes.TILLEUL.size());
    }

    @Test
    void nothingHappensBeforeWhatItFollows() {
        for (var scene : ALL) {
            var times = Stream.concat(
                            Stream.of(scene.asked()), scene.turns().stream().map(Turn::at))
                    .toList();
            assertThat(times).as(scene.key()).isSortedAccordingTo(Comparator.naturalOrder());
            assertThat(times).as(scene.key()).allSatisfy(time -> {
                assertThat(time.daysAgo()).isBetween(0, 275);
                assertThat(time.hour()).isBetween(0, 23);
                assertThat(time.minute()).isBetween(0, 59);
            });
        }
    }

    @Test
    void theHouseAnswersInItsHours() {
        assertThat(turns(Turn.Answer.class))
                .hasSizeGreaterThan(60)
                .allSatisfy(answer ->
                        assertThat(answer.at().hour()).as(answer.text()).isBetween(8, 18));
    }

    @Test
    void ratingsReportsAndHidingsPointBackToAMessage() {
        for (var scene : ALL) {
            for (var index = 0; index < scene.turns().size(); index++) {
                switch (scene.turns().get(index)) {
                    case Turn.Rated rated -> {
                        assertThat(rated.by()).as(scene.key()).isEqualTo(scene.asker());
                        assertThat(rated.messageIndex()).as(scene.key()).isBetween(0, index - 1);
                        assertThat(authorForTheAsker(scene.turns().get(rated.messageIndex())))
                                .as(scene.key())
                                .isNotEqualTo(scene.asker())
                                .isNotEmpty();
                        assertThat(hidden(scene)).as(scene.key()).doesNotContain(rated.messageIndex());
                    }
                    case Turn.Hide hide -> assertPointsToReply(scene, hide.turnIndex(), index);
                    case Turn.Report report -> assertPointsToReply(scene, report.turnIndex(), index);
                    default -> {}
                }
            }
        }
    }

    @Test
    void reportsGiveAReasonOfTheForm() {
        assertThat(turns(Turn.Report.class))
                .isNotEmpty()
                .extracting(Turn.Report::reason)
                .isSubsetOf("illegal", "personal_data", "insult", "advertising", "dangerous", "other");
    }

    @Test
    void aNoAlwaysSaysWhatIsMissing() {
        assertThat(turns(Turn.Rated.class))
                .filteredOn(rated -> rated.help() == Help.NO)
                .hasSizeGreaterThan(5)
                .allSatisfy(rated -> assertThat(rated.words()).isNotBlank());
    }

    @Test
    void whatIsPrivateStaysBetweenTheAskerAndTheHouse() {
        assertThat(ALL)
                .filteredOn(scene -> scene.visibility() == Visibility.PRIVATE)
                .hasSizeGreaterThan(10)
                .allSatisfy(scene -> {
                    assertThat(scene.channel()).isEqualTo(Channel.API);
                    for (var turn : scene.turns()) {
                        assertThat(membersIn(turn)).isSubsetOf(scene.asker());
                        assertThat(turn instanceof Turn.Answer answer && answer.isPublic())
                                .isFalse();
                    }
                });
        assertThat(ALL)
                .filteredOn(scene -> scene.visibility() == Visibility.PUBLIC)
                .anySatisfy(scene -> assertThat(scene.turns())
                        .anyMatch(turn -> turn instanceof Turn.Answer answer && !answer.isPublic()));
    }

    @Test
    void everyStateOfAConversationIsPresent() {
        assertHappens(
                5,
                "newly asked and waiting",
                scene -> waiting(scene) && scene.asked().daysAgo() == 0);
        assertHappens(2, "late", scene -> waiting(scene) && scene.asked().daysAgo() >= 1);
        assertHappens(
                1,
                "due the next business day",
                scene -> waiting(scene) && scene.asked().hour() >= 17);
        assertHappens(
                5,
                "waiting for the asker",
                scene -> !scene.turns().isEmpty() && scene.turns().getLast() instanceof Turn.Answer);
        assertHappens(40, "satisfied", scene -> lastRating(scene, Help.YES));
        assertHappens(2, "helped in part", scene -> lastRating(scene, Help.PARTLY));
        assertHappens(
                1,
                "reopened and open",
                scene -> !scene.turns().isEmpty()
                        && scene.turns().getLast() instanceof Turn.Rated rated
                        && rated.help() == Help.NO);
        assertHappens(4, "reopened, then solved", scene -> rated(scene, Help.NO) && lastRating(scene, Help.YES));
        assertHappens(
                2, "closed without an answer", scene -> has(scene, Turn.Close.class) && !has(scene, Turn.Answer.class));
        assertHappens(4, "solved by a member", ScenesTest::solvedByAMember);
        assertHappens(
                2, "handed over with a note", scene -> has(scene, Turn.HandOver.class) && has(scene, Turn.Note.class));
        assertHappens(1, "reported and hidden", scene -> has(scene, Turn.Report.class) && has(scene, Turn.Hide.class));
        assertHappens(1, "a long thread", scene -> scene.turns().size() >= 14);
        assertHappens(
                3,
                "satisfied in private",
                scene -> scene.visibility() == Visibility.PRIVATE && lastRating(scene, Help.YES));
    }

    @Test
    void theScenesOfTheMockUpsAreThere() {
        assertThat(Scenes.TILLEUL)
                .extracting(Scene::subject)
                .map(subject -> subject.replace('\u00a0', ' '))
                .contains(
                        "Robot R2 : un claquement en vitesse 2, après trois ans",
                        "Le levain colle au crochet, faut-il changer d’outil ou de farine ?",
                        "Ma bouilloire porte le lot 26-30, suis-je concernée ?",
                        "Où trouver les meules d’un moulin M1 de 2012 ?",
                        "Le bol du R2 tourne dans le vide",
                        "Une odeur chaude après vingt minutes",
                        "Quel couple maximal pour une pâte à 55 % ?");
    }

    @Test
    void theHouseNeitherShoutsNorSmiles() {
        assertThat(turns(Turn.Answer.class)).extracting(Turn.Answer::text).allSatisfy(text -> {
            assertThat(text).doesNotContain("!");
            assertThat(text.codePoints().anyMatch(Character::isEmojiPresentation))
                    .isFalse();
        });
    }

    private static void assertHappens(int atLeast, String state, Predicate<Scene> isIt) {
        assertThat(Scenes.TILLEUL.stream().filter(isIt).count()).as(state).isGreaterThanOrEqualTo(atLeast);
    }

    private static void assertPointsToReply(Scene scene, int pointsTo, int from) {
        assertThat(pointsTo).as(scene.key()).isBetween(0, from - 1);
        assertThat(scene.turns().get(pointsTo)).as(scene.key()).isInstanceOf(Turn.Reply.class);
    }

    private static boolean waiting(Scene scene) {
        return !has(scene, Turn.Answer.class) && !has(scene, Turn.Rated.class) && !has(scene, Turn.Close.class);
    }

    private static boolean solvedByAMember(Scene scene) {
        return scene.turns().stream()
                .anyMatch(turn -> turn instanceof Turn.Rated rated
                        && rated.help() == Help.YES
                        && scene.turns().get(rated.messageIndex()) instanceof Turn.Reply);
    }

    private static boolean lastRating(Scene scene, Help help) {
        return turns(scene, Turn.Rated.class).stream()
                .reduce((earlier, later) -> later)
                .filter(rated -> rated.help() == help)
                .isPresent();
    }

    private static boolean rated(Scene scene, Help help) {
        return turns(scene, Turn.Rated.class).stream().anyMatch(rated -> rated.help() == help);
    }

    private static Set<Integer> hidden(Scene scene) {
        return turns(scene, Turn.Hide.class).stream().map(Turn.Hide::turnIndex).collect(Collectors.toSet());
    }

    /** Who wrote a message that the asker can judge; empty for what is no message. */
    private static String authorForTheAsker(Turn turn) {
        return switch (turn) {
            case Turn.Answer answer -> answer.teammate();
            case Turn.Reply reply -> reply.member();
            default -> "";
        };
    }

    private static double shareInEnglish(List<Scene> scenes) {
        var english =
                scenes.stream().filter(scene -> scene.language().equals("en")).count();
        return (double) english / scenes.size();
    }

    private static long askedWithin(int days) {
        return Scenes.TILLEUL.stream()
                .filter(scene -> scene.asked().daysAgo() <= days)
                .count();
    }
}

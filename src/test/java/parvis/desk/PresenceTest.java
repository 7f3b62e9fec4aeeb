package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;
import parvis.conversation.Conversation;
import parvis.conversation.Presences;
import parvis.conversation.Presences.Writing;
import parvis.database.Transactions;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.support.Unheard;
import parvis.support.Web;

/** Who else has a conversation before their eyes, and who is writing. */
@ProductTest
class PresenceTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Web web;

    @Autowired
    Presences presences;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void whoLooksAndWhoWritesIsSeenByTheOthersAndNotByThemselves() {
        var question = ask();
        say(question, "manager", "one", "");
        assertThat(say(question, "owner", "one", ""))
                .hasStatusOk()
                .bodyText()
                .contains("Manager regarde")
                .doesNotContain("Owner");
        assertThat(say(question, "manager", "one", "answer")).bodyText().contains("Owner regarde");
        assertThat(look(question, "owner")).bodyText().contains("Manager écrit une réponse");
        say(question, "manager", "two", "");
        assertThat(look(question, "owner"))
                .as("in one of two windows")
                .bodyText()
                .contains("Manager écrit une réponse")
                .doesNotContain("Manager regarde");
        say(question, "manager", "one", "note");
        assertThat(look(question, "owner")).bodyText().contains("Manager écrit une note");
    }

    @Test
    void whoGoesIsGoneAtOnceAndWhoFallsSilentSoon() {
        var question = ask();
        say(question, "manager", "one", "");
        post(question, "manager", Map.of("tab", "one", "gone", "yes"));
        assertThat(look(question, "owner")).bodyText().doesNotContain("Manager");

        var brand = brands.tilleul();
        var longAgo = Instant.now().minusSeconds(40);
        presences.here(
                brand.id(), question.id(), brands.teammate(brand, "manager").id(), "killed", Writing.ANSWER, longAgo);
        assertThat(look(question, "owner")).bodyText().doesNotContain("Manager");
    }

    @Test
    void theOthersHearOfWhatChangedAndNotOfEveryWord() {
        var question = ask();
        var before = told(question);
        say(question, "manager", "one", "");
        say(question, "manager", "one", "");
        assertThat(told(question) - before).isEqualTo(1);
        say(question, "manager", "one", "answer");
        assertThat(told(question) - before).isEqualTo(2);
    }

    @Test
    void whatIsNoWindowIsNobody() {
        var question = ask();
        for (var tab : new String[] {"", "x".repeat(41), "a\0b"}) {
            assertThat(say(question, "manager", tab, "dancing")).hasStatusOk();
        }
        assertThat(look(question, "owner")).bodyText().doesNotContain("Manager");
        assertThat(say(question, "creative", "one", "")).hasStatus(403);
    }

    private long told(Conversation question) {
        return transactions.reading(
                brands.tilleul().id(),
                () -> db.sql("select count(*) from change.entry where kind = 'presence' and id = ?")
                        .param(question.id().value())
                        .query(Long.class)
                        .single());
    }

    private MvcTestResult say(Conversation question, String who, String tab, String writing) {
        return post(question, who, Map.of("tab", tab, "writing", writing));
    }

    private MvcTestResult post(Conversation question, String who, Map<String, String> fields) {
        Brand brand = brands.tilleul();
        return web.post(brand, brands.sessionOf(brand, who), question.deskPath() + "/presence", fields);
    }

    private MvcTestResult look(Conversation question, String who) {
        Brand brand = brands.tilleul();
        return web.get(brand, brands.sessionOf(brand, who), question.deskPath() + "/presence");
    }

    private Conversation ask() {
        var brand = brands.tilleul();
        return brands.ask(brand, brands.member(brand, "Eve Test"), "Qui est là " + Unheard.word(), "Quelqu’un ?");
    }
}

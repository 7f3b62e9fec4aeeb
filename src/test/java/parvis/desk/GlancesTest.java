package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.conversation.Conversation;
import parvis.conversation.HandingOver;
import parvis.conversation.Sight;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

/** The figures around the queue: nobody sees them as they were before something that they did. */
@ProductTest
class GlancesTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Glances glances;

    @Autowired
    Sight sight;

    @Autowired
    HandingOver handingOver;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void whatOneDidIsCountedOnTheVeryNextPage() {
        var before = mine(brands.tilleul());
        for (var i = 1; i <= 3; i++) {
            given(brands.tilleul());
            assertThat(mine(brands.tilleul())).isEqualTo(before + i);
        }
    }

    @Test
    void whatNobodyToldIsCountedWithinASecond() {
        var question = given(brands.tilleul());
        var before = mine(brands.tilleul());
        // a program that writes past everything: the house has not heard of it, and looks by itself
        transactions.run(
                brands.tilleul().id(),
                () -> db.sql("update conversation.conversation set owner = null where id = ?")
                        .param(question.id().value())
                        .update());
        soon(() -> mine(brands.tilleul()) == before - 1);
    }

    @Test
    void eachSeesTheFiguresOfTheirOwnHouse() {
        var there = mine(brands.nord());
        var here = mine(brands.tilleul());
        given(brands.tilleul());
        assertThat(mine(brands.tilleul())).isEqualTo(here + 1);
        assertThat(mine(brands.nord())).isEqualTo(there);
    }

    private int mine(Brand brand) {
        var me = brands.teammate(brand, "expert");
        var state = glances.state(brand.id());
        return transactions.reading(
                brand.id(),
                () -> glances.of(brand, sight.sql(brand, me), me, state, Instant.now())
                        .mine());
    }

    private Conversation given(Brand brand) {
        var question = brands.ask(brand, brands.member(brand, "Zoé Test"), "Une de plus", "Que faire ?");
        handingOver.handOver(
                brand,
                question.id(),
                brands.teammate(brand, "manager"),
                brands.teammate(brand, "expert").id(),
                null,
                How.DESK,
                Instant.now());
        return question;
    }
}

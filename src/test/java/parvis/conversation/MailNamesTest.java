package parvis.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

@ProductTest
class MailNamesTest {
    @Autowired
    MailNames names;

    @Autowired
    ReplyTokens tokens;

    @Autowired
    TwoBrands brands;

    @Autowired
    Transactions transactions;

    @Test
    void aMailIsNamedSoThatItsAnswerFindsTheConversation() {
        var brand = brands.tilleul();
        for (var conversation :
                new UUID[] {Ids.next(), new UUID(0, 0), new UUID(-1, -1), new UUID(1, Long.MIN_VALUE)}) {
            var name = names.of(brand.id(), new ConversationId(conversation), Ids.next(), "tilleul.test");
            assertThat(name).matches("<p\\.[0-9a-v]{68}@tilleul\\.test>");
            assertThat(names.conversationOf(brand.id(), name)).contains(new ConversationId(conversation));
            assertThat(names.conversationOf(brand.id(), "Re: " + name.toUpperCase(java.util.Locale.ROOT)))
                    .contains(new ConversationId(conversation));
        }
    }

    @Test
    void aNameThatWeDidNotMakeLeadsNowhere() {
        var brand = brands.tilleul();
        var name = names.of(brand.id(), new ConversationId(Ids.next()), Ids.next(), "tilleul.test");
        assertThat(names.conversationOf(brand.id(), name)).isPresent();
        assertThat(names.conversationOf(brands.nord().id(), name))
                .as("another house's")
                .isEmpty();
        for (var at : new int[] {5, 20, 40, 60, 69}) {
            var letter = name.charAt(at) == 'a' ? 'b' : 'a';
            assertThat(names.conversationOf(brand.id(), name.substring(0, at) + letter + name.substring(at + 1)))
                    .as("letter " + at)
                    .isEmpty();
        }
        for (var other : new String[] {"", "<x@y>", "<p.@tilleul.test>", "<p." + "v".repeat(68) + "@tilleul.test>"}) {
            assertThat(names.conversationOf(brand.id(), other)).isEmpty();
        }
    }

    @Test
    void aReplyAddressIsForOneTeammateAndOneConversationAndExpires() {
        var brand = brands.tilleul();
        var question = brands.ask(brand, brands.member(brand, "Diane Test"), "À confier", "Qui sait ?");
        var by = brands.teammate(brand, "expert");
        var now = Instant.now();
        var token = transactions.in(brand.id(), () -> tokens.issue(brand.id(), question.id(), by.id(), now));
        assertThat(token.length() + "bonjour+r.".length()).isLessThan(64);
        assertThat(transactions.reading(brand.id(), () -> tokens.find(token, now)))
                .contains(new ReplyTokens.Held(question.id(), by.id(), false));
        assertThat(transactions.reading(
                        brand.id(),
                        () -> tokens.find(token, now.plus(ReplyTokens.VALID).plus(Duration.ofSeconds(1)))))
                .contains(new ReplyTokens.Held(question.id(), by.id(), true));
        assertThat(transactions.reading(brands.nord().id(), () -> tokens.find(token, now)))
                .isEmpty();
        assertThat(transactions.reading(brand.id(), () -> tokens.find(token + "0", now)))
                .isEmpty();
    }
}

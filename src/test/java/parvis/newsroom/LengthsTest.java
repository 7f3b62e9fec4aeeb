package parvis.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long a text is elsewhere. */
class LengthsTest {

    @Test
    void aCharacterIsWhatPeopleSee() {
        assertThat(Lengths.graphemes("Léa 👩‍👩‍👧‍👦 🇫🇷 e\u0301")).isEqualTo(9);
        assertThat(Lengths.bluesky("👩‍👩‍👧‍👦".repeat(300)).fits()).isTrue();
        assertThat(Lengths.bluesky("👩‍👩‍👧‍👦".repeat(301)).fits()).isFalse();
    }

    @Test
    void mastodonCountsEveryLinkAsTwentyThreeAndBlueskyAsItIsWritten() {
        var link = "https://maison-tilleul.test/questions/12-le-joint-du-blender-fuit?tri=recent";
        assertThat(Lengths.mastodon("Lire " + link).count()).isEqualTo(5 + 23);
        assertThat(Lengths.bluesky("Lire " + link).count()).isEqualTo(5 + link.length());
        assertThat(Lengths.mastodon("https://a.test").count()).isEqualTo(23);
        assertThat(Lengths.mastodon("Voir " + link + ", puis.").count()).isEqualTo(5 + 23 + 7);
    }

    @Test
    void mastodonLeavesTheHostOfAMentionOut() {
        assertThat(Lengths.mastodon("Merci @lea@mastodon.example !").count()).isEqualTo("Merci @lea !".length());
    }

    @Test
    void whatWouldBeCutBeginsAtAWholeCharacterOrLink() {
        var text = "a".repeat(290) + " https://maison-tilleul.test/guides";
        var long_ = Lengths.mastodon("b".repeat(480) + " " + "https://maison-tilleul.test/guides");
        assertThat(long_.count()).isEqualTo(480 + 1 + 23);
        assertThat(long_.at()).isEqualTo(481);
        assertThat(Lengths.bluesky(text).at()).isEqualTo(300);
        assertThat(Lengths.bluesky("👍🏽".repeat(301)).at()).isEqualTo("👍🏽".length() * 300);
        assertThat(Lengths.mastodon("court").at()).isEqualTo(5);
    }
}

package parvis.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MailboxUrlTest {

    @Test
    void aMailboxIsReadFromItsAddress() {
        var url = MailboxUrl.all("imaps://bonjour%40tilleul.test:p%40s+s@Mail.Example/INBOX.Clients%20fid%C3%A8les")
                .getFirst();
        assertThat(url.encrypted()).isTrue();
        assertThat(url.user()).isEqualTo("bonjour@tilleul.test");
        assertThat(url.password()).isEqualTo("p@s+s");
        assertThat(url.host()).isEqualTo("mail.example");
        assertThat(url.port()).isEqualTo(993);
        assertThat(url.folder()).isEqualTo("INBOX.Clients fidèles");
        assertThat(url.address()).isNull();
        assertThat(url).hasToString("bonjour@tilleul.test@mail.example:993/INBOX.Clients fidèles");
    }

    @Test
    void severalAreSeparatedByWhiteSpaceAndOneThatIsWrongIsCounted() {
        var urls = MailboxUrl.all("""
                imap://a:b@mail.example
                imap://c:d@localhost:1143/?address=Hello@Atelier-Nord.test
                """);
        assertThat(urls).hasSize(2);
        assertThat(urls.getFirst().port()).isEqualTo(143);
        assertThat(urls.getFirst().folder()).isEqualTo("INBOX");
        assertThat(urls.getFirst().isHere()).isFalse();
        assertThat(urls.getLast().address()).isEqualTo("hello@atelier-nord.test");
        assertThat(urls.getLast().isHere()).isTrue();
        assertThatThrownBy(() -> MailboxUrl.all("imap://a:b@mail.example imap://c:s3cret@mail.example/?x=y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2")
                .hasNoCause();
    }
}

package parvis.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import parvis.support.HeavyForm;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

/** Photos at the desk that weigh more together than is taken: over the wire, because the limit is the server's. */
@ProductTest
class HeavyPhotosTest {
    @LocalServerPort
    int port;

    @Autowired
    TwoBrands brands;

    @Test
    void theTextStaysInTheComposerWithTheReasonAndTheQueueAsItWas() throws Exception {
        var brand = brands.tilleul();
        var question = brands.ask(brand, brands.member(brand, "Photo Pesante"), "Photos du bureau", "Que faire ?");
        for (var language : Map.of(
                        "fr", "Rien n’est parti\u00a0: ensemble, les photos pèsent plus de 50 Mo",
                        "en", "Nothing was sent: together the photos weigh more than 50 MB")
                .entrySet()) {
            var refused = HeavyForm.send(
                    "http://localhost:" + port + question.deskPath() + "/messages?view=team&q=caf%C3%A9+noir",
                    brands.sessionOf(brand, "manager"),
                    language.getKey(),
                    Map.of("to", "note", "text", "Regardez, c’est le joint.", "alts", "le joint"),
                    4,
                    15_000_000);
            assertThat(refused.statusCode()).isEqualTo(413);
            var page = Jsoup.parse(refused.body());
            assertThat(page.select("#composer .notice").text())
                    .contains(language.getValue().replace('\u00a0', ' '));
            assertThat(page.select("#composer textarea[name=text]").text()).isEqualTo("Regardez, c’est le joint.");
            assertThat(page.select("#composer input[value=note]").hasAttr("checked"))
                    .isTrue();
            assertThat(page.select("#talk").attr("data-path")).contains("view=team", "caf%C3%A9");
        }
    }
}

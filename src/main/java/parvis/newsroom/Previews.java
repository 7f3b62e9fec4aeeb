package parvis.newsroom;

import java.util.List;
import parvis.brand.Brand;
import parvis.newsroom.page.DraftPage.Preview;
import parvis.text.PlainText;
import parvis.web.Shell;

/** How a draft would look where it may go. */
final class Previews {
    /** What mail programs show beside the subject. */
    private static final int PREHEADER = 90;
    /** What the square shows of a text in a list. */
    private static final int EXCERPT = 240;

    private Previews() {}

    static List<Preview> of(Brand brand, String title, String text, Shell shell) {
        var line = text.replaceAll("\\s+", " ").strip();
        var home = brand.hosts().isEmpty() ? "" : brand.hosts().getFirst();
        var mail = brand.mails().isEmpty() ? "" : brand.mails().getFirst();
        return List.of(
                new Preview(
                        "square",
                        "home",
                        shell.t("newsroom.channel.square"),
                        "",
                        false,
                        "",
                        "",
                        title,
                        "",
                        PlainText.cut(line, EXCERPT),
                        ""),
                new Preview(
                        "mail",
                        "mail",
                        shell.t("newsroom.channel.mail"),
                        "",
                        false,
                        brand.name(),
                        mail,
                        title,
                        PlainText.cut(line, PREHEADER),
                        text,
                        ""),
                network(brand, "mastodon", home, text, Lengths.mastodon(text), shell),
                network(brand, "bluesky", home, text, Lengths.bluesky(text), shell));
    }

    private static Preview network(Brand brand, String channel, String home, String text, Lengths length, Shell shell) {
        return new Preview(
                channel,
                "brand-" + channel,
                shell.t("newsroom.channel." + channel),
                shell.t(length.fits() ? "newsroom.length" : "newsroom.length.over", length.count(), length.most()),
                !length.fits(),
                brand.name(),
                home,
                "",
                "",
                text.substring(0, length.at()),
                text.substring(length.at()));
    }
}

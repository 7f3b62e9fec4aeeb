package parvis.mime;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;
import parvis.text.PlainText;

/** The words of HTML mails. Quotations become lines marked with {@code >}, so that {@link Folding} reads them like any other mail. */
final class Html {

    /** What programs mark as a signature themselves: Gmail, Thunderbird, Outlook on the web and on telephones, Windows Mail. */
    private static final String SIGNATURES =
            ".gmail_signature, [data-smartmail=gmail_signature], .moz-signature, #Signature, #signature, #ms-outlook-mobile-signature,"
                    + " [data-signatureblock], #AppleMailSignature, .protonmail_signature_block";

    /** Quotations that are no blockquote: said to be so by their program only. */
    private static final String QUOTATIONS =
            "#divRplyFwdMsg, .gmail_quote, .yahoo_quoted, .moz-cite-prefix, blockquote";

    private static final Pattern META =
            Pattern.compile("<meta[^>]{0,200}charset\\s*=\\s*[\"']?([\\w.:-]{2,40})", Pattern.CASE_INSENSITIVE);
    private static final int HEAD = 4_096;
    private static final int MOST_SIGNATURES = 5;

    private Html() {}

    /** @param signature what the program marked as one, as text */
    record Readable(String text, String withoutSignature, String signature) {}

    static @Nullable String charset(byte[] html) {
        var meta = META.matcher(new String(html, 0, Math.min(html.length, HEAD), StandardCharsets.ISO_8859_1));
        return meta.find() ? meta.group(1) : null;
    }

    static Readable readable(String html) {
        var whole = Words.text(PlainText.ofHtml(html));
        if (!html.contains("ignature")) {
            return new Readable(whole, whole, "");
        }
        var document = Jsoup.parse(html);
        var signature = new StringBuilder();
        for (var element :
                document.select(SIGNATURES).stream().limit(MOST_SIGNATURES).toList()) {
            // Some programs put the whole conversation inside the element.
            if (element.hasParent() && element.select(QUOTATIONS).isEmpty() && !isWhole(element, document)) {
                signature
                        .append(signature.isEmpty() ? "" : "\n")
                        .append(Words.text(PlainText.ofHtml(element.outerHtml())));
                element.remove();
            }
        }
        if (signature.isEmpty()) {
            return new Readable(whole, whole, "");
        }
        return new Readable(whole, Words.text(PlainText.ofHtml(document.outerHtml())), signature.toString());
    }

    private static boolean isWhole(Element element, Document document) {
        return element.text().length() >= document.text().length();
    }

    /** Some plain parts only say that the mail is HTML, or repeat a line of it. */
    static boolean saysNothing(String plain, String html) {
        var words = plain.strip();
        if (words.isEmpty()) {
            return !html.isBlank();
        }
        return words.length() < 400
                && html.length() > 2 * words.length()
                && Pattern.compile("(?i)\\bhtml\\b").matcher(words).find();
    }

    static String ofPlain(String text) {
        return "<p>" + Entities.escape(text).replaceAll("\\R", "<br>\n") + "</p>\n";
    }

    /** RFC 1896 and its elder: commands in angle brackets, "<<" for one of them; single breaks are spaces. */
    static String ofEnriched(String text) {
        return text.replaceAll("(?is)<param>.{0,1000}?</param>", "")
                .replaceAll("(?i)<nl>", "\n")
                .replaceAll("(?i)<lt>", "<<")
                .replaceAll("<(?!<)/?[\\w-]{1,60}>", "")
                .replace("<<", "<");
    }
}

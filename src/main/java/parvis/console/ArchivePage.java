package parvis.console;

import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import parvis.guard.Originality.Trait;
import parvis.web.Words;

/** An archive as one page that needs nothing else: no script, no font and no picture from elsewhere; read aloud and printed as well. */
final class ArchivePage {
    private static final int SHOWN = 500;
    private static final int LONGEST = 280;
    private static final List<Trait> TRAITS =
            List.of(Trait.NEED, Trait.ANYBODY, Trait.CALENDAR, Trait.BAIT, Trait.COPY);

    private static final String STYLE = """
            :root{color-scheme:light dark;--paper:light-dark(#fdfcfa,#1f262c);--page:light-dark(#f4f2ed,#171d22);--joint:light-dark(#d9d4c9,#333d46);
            --ink:light-dark(#1f272e,#ece9e2);--ink-2:light-dark(#434d56,#c3c7c8);--verd:light-dark(#17665c,#83cbbb);--brick:light-dark(#9c3119,#f0a088)}
            *{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:1.0625rem/1.5 "Atkinson Hyperlegible Next",system-ui,sans-serif}
            main{max-width:64rem;margin:0 auto;padding:2rem 1.25rem 4rem}h1,h2{font-family:"Source Serif 4",Georgia,serif;line-height:1.2;text-wrap:balance}
            h1{font-size:2rem;margin:0 0 .25rem}h2{font-size:1.375rem;margin:2.5rem 0 .75rem}.lead{color:var(--ink-2);margin:0 0 1.5rem}
            .shares{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.75rem;margin:0;padding:0;list-style:none}
            .shares li{background:var(--paper);border:1px solid var(--joint);border-radius:.5rem;padding:.875rem 1rem}
            .shares b{display:block;font-size:1.75rem;font-variant-numeric:tabular-nums;color:var(--brick)}.shares .need b{color:var(--verd)}
            .shares span{color:var(--ink-2);font-size:.9375rem}
            .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;background:var(--paper);font-size:.9375rem}
            caption{text-align:start;color:var(--ink-2);padding-bottom:.5rem}th,td{border-bottom:1px solid var(--joint);padding:.375rem .625rem;text-align:start;vertical-align:top}
            td.n,th.n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}svg{display:block;width:5rem;height:.375rem;margin:.125rem 0 0 auto}
            rect.g{fill:var(--joint)}rect.v{fill:var(--brick)}rect.need{fill:var(--verd)}
            ol.ex{margin:0;padding:0;list-style:none}ol.ex li{background:var(--paper);border-inline-start:.25rem solid var(--brick);padding:.625rem 1rem;margin:0 0 .625rem}
            ol.best li{border-color:var(--verd)}ol.ex p{margin:0;overflow-wrap:anywhere;white-space:pre-line}ol.ex small{color:var(--ink-2)}td{overflow-wrap:anywhere}
            @media print{:root{color-scheme:light}body{background:#fff;font-size:10pt}main{padding:0;max-width:none}li,tr{break-inside:avoid}.wide{overflow:visible}}
            """;

    private final Archive archive;
    private final String brand;
    private final Words words;
    private final StringBuilder html = new StringBuilder();

    private ArchivePage(Archive archive, String brand, Words words) {
        this.archive = archive;
        this.brand = brand;
        this.words = words;
    }

    static String of(Archive archive, String brand, Words words) {
        var page = new ArchivePage(archive, brand, words);
        page.write();
        return page.html.toString();
    }

    private void write() {
        var title = words.t("console.archive.title", brand);
        html.append("<!doctype html>\n<html lang=\"")
                .append(words.language())
                .append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                .append("<meta name=\"robots\" content=\"noindex\"><title>")
                .append(escaped(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><main><h1>")
                .append(escaped(title))
                .append("</h1><p class=\"lead\">")
                .append(escaped(words.t("console.archive.lead", archive.size())))
                .append("</p>");
        shares();
        months();
        examples("worst", archive.worst());
        examples("best", archive.best());
        all();
        html.append("<h2>")
                .append(word("how"))
                .append("</h2><p>")
                .append(word("how.text"))
                .append("</p></main></body></html>\n");
    }

    private void shares() {
        html.append("<ul class=\"shares\">");
        for (var trait : TRAITS) {
            html.append("<li")
                    .append(trait == Trait.NEED ? " class=\"need\"" : "")
                    .append("><b>");
            html.append(percent(archive.count(trait), archive.size()))
                    .append("</b><span>")
                    .append(word(key(trait)))
                    .append("</span></li>");
        }
        html.append("</ul>");
    }

    private void months() {
        var months = archive.months();
        if (months.isEmpty()) {
            return;
        }
        html.append("<h2>")
                .append(word("months"))
                .append("</h2><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(word("months"))
                .append("\"><table><thead><tr><th scope=\"col\">")
                .append(word("month"))
                .append("</th><th scope=\"col\" class=\"n\">")
                .append(word("pieces"))
                .append("</th>");
        TRAITS.forEach(trait -> html.append("<th scope=\"col\" class=\"n\">")
                .append(word(key(trait) + ".short"))
                .append("</th>"));
        html.append("</tr></thead><tbody>");
        months.forEach((month, pieces) -> {
            html.append("<tr><th scope=\"row\">").append(escaped(named(month))).append("</th><td class=\"n\">");
            html.append(pieces.size()).append("</td>");
            for (var trait : TRAITS) {
                var count = pieces.stream()
                        .filter(piece -> piece.judged().is(trait))
                        .count();
                html.append("<td class=\"n\">").append(percent(count, pieces.size()));
                bar(count * 100.0 / pieces.size(), trait);
                html.append("</td>");
            }
            html.append("</tr>");
        });
        html.append("</tbody></table></div>");
    }

    /** Beside its number, which says the same: nothing to read aloud. */
    private void bar(double percent, Trait trait) {
        html.append(
                        "<svg viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"g\" width=\"100\" height=\"6\"/><rect class=\"")
                .append(trait == Trait.NEED ? "need" : "v")
                .append("\" height=\"6\" width=\"")
                .append(String.format(Locale.ROOT, "%.1f", percent))
                .append("\"/></svg>");
    }

    private void examples(String which, List<Archive.Piece> pieces) {
        if (pieces.isEmpty()) {
            return;
        }
        html.append("<h2>")
                .append(word(which))
                .append("</h2><ol class=\"ex ")
                .append(which)
                .append("\">");
        for (var piece : pieces) {
            html.append("<li><p dir=\"auto\">")
                    .append(escaped(cut(piece.text())))
                    .append("</p><small>");
            html.append(escaped(archive.when(piece) + " " + piece.id()))
                    .append(" · ")
                    .append(traits(piece))
                    .append("</small></li>");
        }
        html.append("</ol>");
    }

    private void all() {
        html.append("<h2>").append(word("all")).append("</h2>");
        if (archive.size() > SHOWN) {
            html.append("<p>")
                    .append(escaped(words.t("console.archive.too-many", SHOWN, archive.size())))
                    .append("</p>");
        }
        html.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(word("all"))
                .append("\"><table><thead><tr><th scope=\"col\">")
                .append(word("published"))
                .append("</th><th scope=\"col\">")
                .append(word("text"))
                .append("</th><th scope=\"col\">")
                .append(word("is"))
                .append("</th></tr></thead><tbody>");
        for (var piece : archive.pieces().stream().limit(SHOWN).toList()) {
            html.append("<tr><td>")
                    .append(escaped(archive.when(piece).isEmpty() ? piece.id() : archive.when(piece)))
                    .append("</td><td dir=\"auto\">")
                    .append(escaped(cut(piece.text())))
                    .append("</td><td>")
                    .append(traits(piece))
                    .append("</td></tr>");
        }
        html.append("</tbody></table></div>");
    }

    private String traits(Archive.Piece piece) {
        var told = TRAITS.stream()
                .filter(piece.judged()::is)
                .map(trait -> word(key(trait) + ".short"))
                .toList();
        return told.isEmpty() ? word("own") : String.join(", ", told);
    }

    private String named(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, words.locale()) + " " + month.getYear();
    }

    private String word(String key) {
        return escaped(words.t("console.archive." + key));
    }

    private static String key(Trait trait) {
        return trait.name().toLowerCase(Locale.ROOT);
    }

    private String percent(long count, int of) {
        return escaped(words.t("console.archive.percent", of == 0 ? 0 : count * 100.0 / of));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

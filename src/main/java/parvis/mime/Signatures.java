package parvis.mime;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What stands below the words: "-- " and what follows, what telephones add, lines that only divide, footers of lists. */
final class Signatures {

    private static final int LONGEST_MARKED = 30; // lines after "-- "
    private static final int LONGEST_UNMARKED = 12; // after "--", which people use to divide, too
    private static final int FOOTER = 8;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern DIVIDER = Pattern.compile("[-=_*~#+—–]{2,}|—|ᐧ|[\\u200B\\uFEFF]+");

    private static final String DEVICE =
            "i ?phone|i ?pad|i ?pod|android|blackberry|samsung|galaxy|nokia|alcatel|htc|huawei|xiaomi|redmi|sony|xperia|motorola|pixel|oppo|oneplus"
                    + "|fairphone|wiko|honor|windows|mobile|portable|smartphone|téléphone|telephone|phone|cell|tablet|tablette|device|appareil|handheld"
                    + "|mail|courrier|e-?mail|outlook|yahoo!?|gmail|aol|hotmail|mailbox|airmail|inbox|sparrow|spark|thunderbird|k-9|bluemail|proton(?:mail)?"
                    + "|orange|sfr|free|laposte|zimbra|handy|mobilgerät|mobiltelefon|móvil|celular|cellulare|telefoon|mobiel|telefon|mac|macbook|[a-z]{1,8}-\\d{1,4}";

    private static final Pattern SENT_FROM = Pattern.compile(
            "[<(\\[\\s]*(?:sent|envoyé|envoyée|expédié|enviado|inviato|gesendet|verzonden|verstuurd|sendt|skickat|wysłane|wysłano|отправлено)"
                    + " (?:from|via|with|by|using|on|de|du|depuis|à partir d[eu'’]|avec|par|desde|do|da|dal|von|vom|met|vanaf|fra|från|z|с) ?(.{1,120})",
            FLAGS);

    private static final Pattern WITH_DEVICE =
            Pattern.compile("(?:.*[^\\p{L}])?(?:" + DEVICE + ")(?:[^\\p{L}].*)?", FLAGS);

    private static final Pattern EXCUSE = Pattern.compile(
            "[,.;!] ?(?:so |please |désolé|merci d['’]|veuillez )?(?:.{0,20}(?:excuse|forgive|pardon|typo|brevity|fautes|brièveté)).*",
            FLAGS);

    private static final Pattern OTHER_PHONES = Pattern.compile(
            "(?:get|téléchargez|télécharger|obtenez|obtenir|obtén|descarga|baixe|obter o|scarica|hol(?:en sie sich)?|download) \\[?outlook\\b.{0,120}"
                    + "|von meinem .{1,60} gesendet\\.?|diese nachricht wurde von .{1,80} gesendet\\.?"
                    + "|從我的 ?.{1,40} ?傳送|发自我的.{1,40}|发送自 ?.{1,40}|iphoneから送信"
                    + "|(?:.{0,40} )?(?:from|via) (?:my )?(?:mobile|i ?phone(?: ?\\d{1,2})?|i ?pad)"
                    + "|provenance ?: courrier pour windows.{0,20}|envoyé ?: .{0,20}windows"
                    + "|(?:ce message|this (?:e-?mail|message)) (?:a été|was|has been) (?:envoyé|sent) (?:depuis|from|via|with|avec) (?:mon|my|l['’]application) .{1,60}",
            FLAGS);

    private static final Pattern NAME = Pattern.compile("[-–—]\\p{Lu}[\\p{L}.'’]+(?: \\p{Lu}[\\p{L}.'’]*){1,2}");

    private static final Pattern FOOTER_WORDS = Pattern.compile(
            ".*(?:mailing list|liste de diffusion|https?://\\S*(?:listinfo|lists?[./]|groups)|@lists?\\.|unsubscribe|désabonner).*",
            FLAGS);

    private Signatures() {}

    /** @return the line after the last of the person's own words within {@code [from, to)}; {@code from} when there are none */
    static int end(List<String> bare, List<String> lines, int from, int to) {
        int end = to;
        while (true) {
            int before = end;
            while (end > from
                    && (bare.get(end - 1).isEmpty()
                            || DIVIDER.matcher(shortened(bare.get(end - 1))).matches())) {
                end--;
            }
            if (end > from && isOfATelephone(bare.get(end - 1))) {
                end--;
            }
            end = beforeMark(bare, lines, from, end);
            end = beforeFooter(bare, from, end);
            end = beforeName(bare, from, end);
            if (end == before) {
                return end;
            }
        }
    }

    static boolean isOfATelephone(String bare) {
        if (bare.length() > 160) {
            return false;
        }
        if (OTHER_PHONES.matcher(bare).matches()) {
            return true;
        }
        var sent = SENT_FROM.matcher(bare);
        if (!sent.matches()) {
            return false;
        }
        var what = EXCUSE.matcher(sent.group(1)).replaceFirst("");
        // A sentence goes on: "Sent from my desk, is much easier than my phone."
        return !what.matches(".*[,;?!] .*")
                && what.split(" ").length <= 10
                && WITH_DEVICE.matcher(what.toLowerCase(Locale.ROOT)).matches();
    }

    private static int beforeMark(List<String> bare, List<String> lines, int from, int end) {
        for (int i = end - 1; i >= Math.max(from, end - LONGEST_MARKED - 1); i--) {
            var line = bare.get(i);
            if (line.equals("--") || line.equals("—") || line.equals("––") || line.equals("-–")) {
                boolean code = bare.subList(i, end).stream().anyMatch(below -> below.startsWith("```"));
                boolean marked = lines.get(i).equals("-- ") || looksLikeSignature(bare, i + 1, end);
                return marked && !code ? i : end;
            }
        }
        return end;
    }

    private static boolean looksLikeSignature(List<String> bare, int from, int to) {
        if (to - from > LONGEST_UNMARKED) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bare.get(i).length() > 100 || bare.get(i).endsWith("?")) {
                return false;
            }
        }
        return true;
    }

    private static int beforeFooter(List<String> bare, int from, int end) {
        for (int i = end - 1; i >= Math.max(from, end - FOOTER); i--) {
            var line = bare.get(i);
            if (line.length() >= 10 && line.length() < 200 && line.matches("[_=-]+")) {
                for (int j = i + 1; j < end; j++) {
                    if (bare.get(j).length() < 300
                            && FOOTER_WORDS.matcher(bare.get(j)).matches()) {
                        return i;
                    }
                }
                return end;
            }
        }
        return end;
    }

    /** "-Abhishek Kona" alone in the last paragraph; in a list it is an item. */
    private static int beforeName(List<String> bare, int from, int end) {
        if (end - 2 <= from
                || !NAME.matcher(shortened(bare.get(end - 1))).matches()
                || !bare.get(end - 2).isEmpty()) {
            return end;
        }
        for (int i = from; i < end - 1; i++) {
            if (bare.get(i).startsWith("-")) {
                return end;
            }
        }
        int before = end - 2;
        while (before > from && bare.get(before).isEmpty()) {
            before--;
        }
        return bare.get(before).endsWith(":") ? end : end - 1;
    }

    private static String shortened(String line) {
        return line.length() > 300 ? line.substring(0, 300) + "." : line;
    }
}

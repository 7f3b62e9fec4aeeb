package parvis.mime;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers that Outlook and others repeat above what they quote or forward: De, Envoyé, À, Objet. */
final class HeaderBlock {

    private enum Label {
        FROM("from|de|von|da|van|fra|från|od|от|expéditeur|发件人|寄件者|mittente|remitente"),
        DATE(
                "sent|date|envoyé|envoyé le|envoye|gesendet|datum|data|inviato|enviado|enviado el|enviada em|fecha|verzonden|skickat|sendt"
                        + "|dato|wysłano|дата|отправлено|发送时间|日期"),
        TO("to|à|a|an|para|aan|til|till|do|кому|destinataire|destinataires|收件人|pour"),
        SUBJECT("subject|objet|sujet|betreff|oggetto|asunto|assunto|onderwerp|emne|ämne|тема|temat|主题|主旨"),
        OTHER(
                "cc|bcc|cci|copie|copie à|reply-to|reply to|répondre à|risposta|importance|priority|priorité|attachments|pièces jointes"
                        + "|organization|antwort an|kopie|копия|抄送");

        private final String words;

        Label(String words) {
            this.words = words;
        }
    }

    private static final Map<String, Label> LABELS = new HashMap<>();

    static {
        for (var label : Label.values()) {
            for (var word : label.words.split("\\|")) {
                LABELS.put(word, label);
            }
        }
    }

    private static final int MOST_LINES = 25;

    private static final Pattern FIELD =
            Pattern.compile("[*_]{0,2}([\\p{L}][\\p{L}\\- ]{0,20}?)[*_]{0,2} ?[:：](?!//)[*_]{0,2} ?(.*)");

    private static final Pattern ORIGINAL = Pattern.compile(
            "(?:[-_=*]{2,} ?)(?:original message|original appointment|message d['’]origine|message original|courriel original|forwarded message"
                    + "|forwarded by .{1,100}|message transféré|message transmis|message réexpédié|ursprüngliche nachricht|urspr\\. nachricht|weitergeleitete nachricht"
                    + "|messaggio originale|messaggio inoltrato|mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada"
                    + "|oorspronkelijk bericht|doorgestuurd bericht|oprindelig meddelelse|ursprungligt meddelande|videresendt melding"
                    + "|пересылаемое сообщение|исходное сообщение|原始邮件|轉寄郵件)(?: ?[-_=*]{2,}:?)?"
                    + "|(?:begin forwarded message|début du message (?:réexpédié|transféré|transmis)|anfang der weitergeleiteten nachricht) ?:",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private HeaderBlock() {}

    static boolean isOriginal(String bare) {
        return bare.length() < 200 && ORIGINAL.matcher(bare).matches();
    }

    /** @return the line after the block that begins here, or -1 when none does */
    static int end(List<String> bare, int from, boolean announced) {
        var found = EnumSet.noneOf(Label.class);
        boolean address = false;
        boolean blank = false;
        int last = -1;
        int continuation = 0;
        for (int i = from; i < Math.min(bare.size(), from + MOST_LINES); i++) {
            var line = bare.get(i);
            if (line.isEmpty()) {
                if (blank || last < 0) {
                    break;
                }
                blank = true; // paragraphs of HTML stand apart
                continue;
            }
            var label = label(line);
            if (label == null) {
                // A long list of recipients or a long subject goes on; words do not follow without a blank line.
                if (blank || last < 0 || ++continuation > 6) {
                    break;
                }
                continue;
            }
            if (blank && (found.contains(label) && label != Label.OTHER)) {
                break; // the words below begin with something like a header
            }
            found.add(label);
            address |= line.contains("@");
            last = i;
            blank = false;
        }
        if (last < 0 || !isBlock(found, address, announced)) {
            return -1;
        }
        int end = last + 1;
        while (end < bare.size() && !bare.get(end).isEmpty() && end <= last + continuation) {
            end++;
        }
        return end;
    }

    /** "De : Paris, À : Lyon, Date : 3 mai" is a journey, not a mail: a mail has a subject or an address. */
    private static boolean isBlock(EnumSet<Label> found, boolean address, boolean announced) {
        int kinds = found.size() - (found.contains(Label.OTHER) ? 1 : 0);
        if (announced) {
            return kinds >= 2;
        }
        boolean who = found.contains(Label.FROM);
        return (who && found.contains(Label.SUBJECT) && kinds >= 3)
                || (who && address && kinds >= 3)
                || (who && address && kinds == 2 && found.contains(Label.DATE))
                || (!who && kinds == 3 && address);
    }

    private static @Nullable Label label(String line) {
        if (line.length() > 2_000) {
            return null;
        }
        var field = FIELD.matcher(line);
        return field.matches() ? LABELS.get(field.group(1).toLowerCase(Locale.ROOT)) : null;
    }

    static boolean startsLikeOne(String line) {
        var label = label(line);
        return label != null && label != Label.OTHER;
    }
}

package parvis.text;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** French or English, by the small words that every sentence needs; empty when they do not tell. */
public final class LanguageGuess {

    private static final int READ = 4_000;

    private static final Set<String> ELIDED =
            Set.of("l", "d", "j", "c", "n", "m", "t", "s", "qu", "jusqu", "lorsqu", "puisqu", "aujourd");
    private static final Set<String> CONTRACTED = Set.of("s", "re", "ve", "ll", "d", "m");
    private static final String FRENCH_LETTERS = "éèêëàâçîïôûùœ";

    // Words that both languages write alike (on, son, me, as, comment, pour, or, but, if, sent, date) are in neither.
    private static final Set<String> FRENCH = Set.of(("""
            le la les un une des du de et est en que qui dans ce cette ces il elle ils elles nous vous je tu pas ne plus au aux \
            avec sur mais ou où sont ont être avoir fait faire mon ma mes ton ta tes leur leurs notre nos votre vos quel quelle \
            quels quelles quand comme très bien tout tous toute toutes aussi donc sans sous chez car ici merci bonjour bonsoir \
            salut svp oui non depuis encore toujours jamais peut puis peux faut suis êtes était avez avons ai cela ça rien \
            après avant deux trois déjà alors lui moi même quoi pourquoi combien commande colis livraison cordialement""").split("\\s+"));

    private static final Set<String> ENGLISH = Set.of(("""
            the of to is it and in that was for are with his they this have from had by not what all were we when your can said \
            there an each which she do how their will other about out many then them these so some her would make like him has \
            look more write could been who its now my than did get i you does just where why should please thanks thank hello \
            yes still never always after before because very much really any into only also too want need know work works \
            anyone someone something you're i'm don't doesn't can't it's order delivery parcel hi""").split("\\s+"));

    private LanguageGuess() {}

    /** {@link Locale#FRENCH}, {@link Locale#ENGLISH} or empty. */
    public static Optional<Locale> of(String text) {
        var read = (text.length() > READ ? text.substring(0, READ) : text).toLowerCase(Locale.ROOT);
        var count = new Count();
        int from = 0;
        while (from < read.length()) {
            int to = from;
            while (to < read.length() && !isSpace(read.charAt(to))) {
                to++;
            }
            if (!isAddress(read, from, to)) {
                count.words(read, from, to);
            }
            from = to + 1;
        }
        return count.told();
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character >= '\t' && character <= '\r';
    }

    private static boolean isAddress(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '@' || text.charAt(i) == ':' && text.startsWith("://", i) && i + 3 <= to) {
                return true;
            }
        }
        return false;
    }

    private static boolean isApostrophe(char character) {
        return character == '\'' || character == '’';
    }

    /** What was found so far. By hand, because it reads every text that comes in: patterns took ten times as long. */
    private static final class Count {
        private int french;
        private int english;

        /** Letters, with apostrophes between them. */
        void words(String text, int from, int to) {
            int at = from;
            while (at < to) {
                int end = letters(text, at, to);
                if (end == at) {
                    at += Character.charCount(text.codePointAt(at));
                    continue;
                }
                int first = -1;
                int last = -1;
                while (end < to && isApostrophe(text.charAt(end)) && letters(text, end + 1, to) > end + 1) {
                    first = first < 0 ? end : first;
                    last = end;
                    end = letters(text, end + 1, to);
                }
                word(text.substring(at, end), first - at, last - at);
                at = end;
            }
        }

        private static int letters(String text, int from, int to) {
            int at = from;
            while (at < to && Character.isLetter(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            return at;
        }

        /** @param first where its first apostrophe is, below zero when it has none */
        private void word(String word, int first, int last) {
            if (ENGLISH.contains(word) || first >= 0 && isContracted(word, last)) {
                english += 2;
            } else if (FRENCH.contains(word) || first >= 0 && ELIDED.contains(word.substring(0, first))) {
                french += 2;
            } else if (hasFrenchLetter(word)) {
                french++;
            }
        }

        private static boolean isContracted(String word, int apostrophe) {
            var end = word.substring(apostrophe + 1);
            return CONTRACTED.contains(end) || end.equals("t") && word.charAt(apostrophe - 1) == 'n';
        }

        private static boolean hasFrenchLetter(String word) {
            for (int i = 0; i < word.length(); i++) {
                if (word.charAt(i) > 127 && FRENCH_LETTERS.indexOf(word.charAt(i)) >= 0) {
                    return true;
                }
            }
            return false;
        }

        Optional<Locale> told() {
            if (french >= 2 && french > 2 * english) {
                return Optional.of(Locale.FRENCH);
            }
            if (english >= 2 && english > 2 * french) {
                return Optional.of(Locale.ENGLISH);
            }
            return Optional.empty();
        }
    }
}

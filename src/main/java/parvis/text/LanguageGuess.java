package parvis.text;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** French or English, by the small words that every sentence needs; empty when they do not tell. */
public final class LanguageGuess {

    private static final int READ = 4_000;

    private static final Pattern ADDRESS = Pattern.compile("\\S*(?:://|@)\\S*");
    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['’]\\p{L}+)*");

    private static final Pattern ELIDED = Pattern.compile("(?:[ldjcnmts]|qu|jusqu|lorsqu|puisqu|aujourd)['’].*");
    private static final Pattern CONTRACTED = Pattern.compile(".*(?:n['’]t|['’](?:s|re|ve|ll|d|m))");
    private static final Pattern FRENCH_LETTERS = Pattern.compile(".*[éèêëàâçîïôûùœ].*");

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
        var read = text.length() > READ ? text.substring(0, READ) : text;
        int french = 0;
        int english = 0;
        var words = WORD.matcher(ADDRESS.matcher(read).replaceAll(" ").toLowerCase(Locale.ROOT));
        while (words.find()) {
            var word = words.group();
            if (ENGLISH.contains(word) || CONTRACTED.matcher(word).matches()) {
                english += 2;
            } else if (FRENCH.contains(word) || ELIDED.matcher(word).matches()) {
                french += 2;
            } else if (FRENCH_LETTERS.matcher(word).matches()) {
                french++;
            }
        }
        if (french >= 2 && french > 2 * english) {
            return Optional.of(Locale.FRENCH);
        }
        if (english >= 2 && english > 2 * french) {
            return Optional.of(Locale.ENGLISH);
        }
        return Optional.empty();
    }
}

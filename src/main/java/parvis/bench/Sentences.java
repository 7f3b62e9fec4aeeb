package parvis.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import parvis.text.LanguageGuess;

/** Sentences that people wrote, French and English, of which texts for a trial are put together. */
final class Sentences {
    private static final int MOST = 40_000;
    private static final long LARGEST = 8L * 1024 * 1024;
    private static final Pattern MARKUP = Pattern.compile("&lt;.*?&gt;|<[^>]*>|&[#\\w]+;|\\\\[nrt\"]|https?://\\S+");
    private static final Pattern SENTENCE =
            Pattern.compile("\\p{Lu}[\\p{L}\\p{N} ,'’\\u00a0\\u202f«»()-]{25,180}[.!?]");

    private static final List<String> OWN = List.of(
            "La plupart des fuites viennent du joint, que l'on passe à l'eau tiède tous les dix jours.",
            "Nos ateliers répondent jusqu'à dix-huit heures, et le samedi jusqu'à midi.",
            "Les pièces qui s'usent le plus vite sont vendues seules, avec leur notice.",
            "Vous nous avez demandé pourquoi le bol tourne dans le vide : la réponse tient en une vis.",
            "Si la lampe clignote, débranchez l'appareil et attendez qu'il refroidisse complètement.",
            "J'ai commandé une bouilloire il y a trois semaines et je n'ai toujours aucune nouvelle du colis.",
            "Most leaks come from the seal, which you rinse in warm water every ten days.",
            "Our workshop answers until six in the evening, and until noon on Saturdays.",
            "The parts that wear fastest are sold separately, together with their leaflet.",
            "You asked us why the bowl turns without effect: the answer is a single screw.",
            "If the lamp blinks, unplug the mixer and wait until it has cooled completely.",
            "I ordered a kettle three weeks ago and have not heard anything about the parcel since.");

    private final List<String> french = new ArrayList<>();
    private final List<String> english = new ArrayList<>();

    /** @param texts a directory of whatever holds text (XML, JSON, CSV, mails), or empty for a dozen sentences of our own */
    static Sentences of(Optional<Path> texts) throws IOException {
        var found = new LinkedHashSet<>(OWN);
        if (texts.isPresent()) {
            try (var files = Files.walk(texts.get())) {
                files.filter(Sentences::holdsText).sorted().forEach(file -> read(file, found));
            }
        }
        var sentences = new Sentences();
        for (var sentence : found) {
            LanguageGuess.of(sentence)
                    .ifPresent(language ->
                            (language.equals(Locale.FRENCH) ? sentences.french : sentences.english).add(sentence));
        }
        return sentences;
    }

    List<String> of(String language) {
        return language.equals("fr") ? french : english;
    }

    int size() {
        return french.size() + english.size();
    }

    /** So many of one language, one after the other. */
    String some(Random random, int many) {
        var of = random.nextBoolean() ? french : english;
        var text = new StringBuilder();
        for (var i = 0; i < many; i++) {
            text.append(i == 0 ? "" : " ").append(of.get(random.nextInt(of.size())));
        }
        return text.toString();
    }

    private static boolean holdsText(Path file) {
        var name = file.getFileName().toString();
        try {
            return name.matches(".*\\.(xml|json|csv|txt|eml|mbox|md)") && Files.size(file) <= LARGEST;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Path file, LinkedHashSet<String> found) {
        try {
            var text = MARKUP.matcher(Files.readString(file, StandardCharsets.UTF_8))
                    .replaceAll(" ");
            for (var sentence = SENTENCE.matcher(text); found.size() < MOST && sentence.find(); ) {
                found.add(sentence.group());
            }
        } catch (MalformedInputException notText) {
            // some files are there because they are broken
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

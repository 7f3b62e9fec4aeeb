package parvis.guard;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A hook on a world day or a sales day, unless the brand states a real link to it. */
final class Calendar {
    /** Further from its day than this, a day is not even the day. */
    private static final long NEAR_DAYS = 10;

    /** Whether the house is open, and when it delivers, is news on any day. */
    private static final Pattern SERVICE = Pattern.compile(
            "\\b(?:ouvert\\w*|ferme[es]*|fermeture|horaires?|livr\\w+|retrait|dernier jour pour commander|guichets?|trafic|circulation|bus|metro"
                    + "|open(?:ing)?|closed|closing|hours|deliver\\w*|last orders?|post offices?|traffic|trains?)\\b",
            Pattern.CASE_INSENSITIVE);

    private Calendar() {}

    static void read(Reading reading, List<Finding> findings) {
        var text = reading.folded().text();
        var lower = text.toLowerCase(Locale.ROOT);
        var sentences = new Sentences(text);
        var at = reading.draft().publishAt();
        var date = at == null ? null : at.atZone(reading.context().zone()).toLocalDate();
        for (var day : Day.ALL) {
            if (reading.context().reasons().contains(day.key())
                    || !day.needles().mayBeIn(lower)) {
                continue;
            }
            var named = day.named().matcher(text);
            if (!named.find()) {
                continue;
            }
            var start = reading.folded().start(named.start());
            var end = reading.folded().end(named.end());
            var sentence = sentences.get(sentences.at(named.start()));
            if (SERVICE.matcher(text).region(sentence.start(), sentence.end()).find()
                    || findings.stream()
                            .anyMatch(other ->
                                    other.check() == Check.CALENDAR && other.start() < end && start < other.end())) {
                continue;
            }
            var far = date != null && isFar(day, date);
            findings.add(Finding.of(
                    Check.CALENDAR,
                    far ? "wrong-day" : "day",
                    Weight.LOOK,
                    start,
                    end,
                    reading.text().substring(start, end)));
        }
    }

    private static boolean isFar(Day day, LocalDate date) {
        return day.in(date.getYear()).isPresent()
                && List.of(date.getYear() - 1, date.getYear(), date.getYear() + 1).stream()
                        .flatMap(year -> day.in(year).stream())
                        .allMatch(own -> Math.abs(ChronoUnit.DAYS.between(own, date)) > NEAR_DAYS);
    }
}

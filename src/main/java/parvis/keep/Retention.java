package parvis.keep;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How many backups stay: the newest of each of so many days, weeks and months that have one, and always the newest. */
public record Retention(int days, int weeks, int months) {
    public static final Retention USUAL = new Retention(7, 4, 12);
    private static final Pattern WORDS = Pattern.compile("(\\d{1,4})d,(\\d{1,4})w,(\\d{1,4})m");

    /** Such as {@code 7d,4w,12m}; nothing when it is not of that form or keeps none. */
    public static Optional<Retention> parse(String text) {
        var words = WORDS.matcher(text.replace(" ", ""));
        return words.matches()
                ? Optional.of(new Retention(
                                Integer.parseInt(words.group(1)),
                                Integer.parseInt(words.group(2)),
                                Integer.parseInt(words.group(3))))
                        .filter(kept -> kept.days + kept.weeks + kept.months > 0)
                : Optional.empty();
    }

    /** Which of them go. */
    public Set<Instant> gone(Collection<Instant> backups, ZoneId zone) {
        var newestFirst = backups.stream()
                .sorted(Comparator.<Instant>naturalOrder().reversed())
                .toList();
        var kept = new HashSet<Instant>();
        newestFirst.stream().findFirst().ifPresent(kept::add);
        kept.addAll(newestOfEach(newestFirst, zone, days, day -> day));
        kept.addAll(newestOfEach(
                newestFirst,
                zone,
                weeks,
                day -> day.get(IsoFields.WEEK_BASED_YEAR) * 100 + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
        kept.addAll(newestOfEach(newestFirst, zone, months, day -> day.getYear() * 100 + day.getMonthValue()));
        var gone = new TreeSet<>(backups);
        gone.removeAll(kept);
        return gone;
    }

    private static Set<Instant> newestOfEach(
            List<Instant> newestFirst, ZoneId zone, int most, Function<LocalDate, Object> span) {
        var spans = new HashSet<>();
        var kept = new HashSet<Instant>();
        for (var backup : newestFirst) {
            if (spans.size() < most && spans.add(span.apply(LocalDate.ofInstant(backup, zone)))) {
                kept.add(backup);
            }
        }
        return kept;
    }
}

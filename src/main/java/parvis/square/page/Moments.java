package parvis.square.page;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import parvis.web.Shell;

/** Moments ahead, as people say them: the hour when it is today, else the day with it. */
public final class Moments {
    private Moments() {}

    /** "14 h", "lundi 9 h", "3 janvier 2027 9 h"; in the brand's zone. */
    public static String ahead(Shell shell, Instant moment, Instant now) {
        var zone = shell.times().zone();
        var day = moment.atZone(zone).toLocalDate();
        var today = now.atZone(zone).toLocalDate();
        var hour = shell.times().hour(moment);
        if (day.equals(today)) {
            return hour;
        }
        var days = ChronoUnit.DAYS.between(today, day);
        var name = days > -7 && days < 7
                ? DateTimeFormatter.ofPattern("EEEE", shell.words().locale()).format(day)
                : shell.times().day(moment);
        return name + " " + hour;
    }
}

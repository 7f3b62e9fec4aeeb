package parvis.brand;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import parvis.clock.BusinessHours;
import parvis.database.BrandId;

/**
 * A brand and its look.
 *
 * @param language of its house: {@code fr} or {@code en}
 * @param promise business time within which an answer is promised
 * @param seal the name of the drawing that stands beside its name
 * @param hosts that name it, the first being its own; empty for a brand without a domain
 * @param mails the addresses at which it takes mail, the first being its own; may be empty
 */
public record Brand(
        BrandId id,
        String slug,
        String name,
        String language,
        ZoneId zone,
        BusinessHours hours,
        Duration promise,
        HouseColour colour,
        String seal,
        LocalText facade,
        LocalText legal,
        LocalText privacy,
        java.util.List<String> hosts,
        java.util.List<String> mails) {

    /** A text of the brand in both languages; the French one stands in for a missing English one and conversely. */
    public record LocalText(String fr, String en) {
        public String in(Locale locale) {
            return in(locale.getLanguage());
        }

        public String in(String language) {
            return language.equals("en") ? en.isEmpty() ? fr : en : fr.isEmpty() ? en : fr;
        }
    }
}

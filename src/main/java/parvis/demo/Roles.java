package parvis.demo;

import java.util.List;
import java.util.Optional;

/** Whom one can become in the demo, by brand: every kind of person who meets Parvis. */
final class Roles {
    /**
     * @param key of a member or teammate of the cast
     * @param story key of the words that tell what one sees with their eyes
     */
    record Somebody(String key, String story) {
        Optional<Cast.Member> member() {
            return Cast.member(key);
        }

        String name() {
            return member().map(m -> m.firstName() + " " + m.lastName())
                    .orElseGet(() -> teammate().firstName() + " " + teammate().lastName());
        }

        String email() {
            return member().map(Cast.Member::email).orElseGet(() -> teammate().email());
        }

        Cast.Teammate teammate() {
            return Cast.teammate(key).orElseThrow();
        }
    }

    private static final List<Somebody> TILLEUL = List.of(
            new Somebody("helene", "demo.helene"),
            new Somebody("odette", "demo.odette"),
            new Somebody("gaspard", "demo.gaspard"),
            new Somebody("emily", "demo.emily"),
            new Somebody("maud", "demo.maud"),
            new Somebody("noe", "demo.noe"),
            new Somebody("nadia", "demo.nadia"),
            new Somebody("karim", "demo.karim"),
            new Somebody("claire", "demo.claire"),
            new Somebody("ines", "demo.ines"));

    private static final List<Somebody> ATELIER_NORD = List.of(
            new Somebody("priya", "demo.priya"),
            new Somebody("arnaud", "demo.arnaud"),
            new Somebody("britt", "demo.britt"),
            new Somebody("jeanne", "demo.jeanne"),
            new Somebody("ines", "demo.ines"));

    private Roles() {}

    static List<Somebody> of(String brand) {
        return brand.equals(Catalogue.TILLEUL.slug()) ? TILLEUL : ATELIER_NORD;
    }

    static Optional<Somebody> of(String brand, String key) {
        return of(brand).stream().filter(somebody -> somebody.key().equals(key)).findFirst();
    }
}

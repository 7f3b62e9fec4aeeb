package parvis.demo;

import java.util.Map;
import java.util.UUID;
import parvis.brand.Teammate;
import parvis.person.PersonId;

/** A brand of the demo as it stands in the database, with what its scenes name. */
record House(
        parvis.brand.Brand brand,
        Map<String, Teammate> team,
        Map<String, PersonId> people,
        Map<String, UUID> products) {

    Teammate teammate(String key) {
        return named(team, key);
    }

    PersonId person(String key) {
        return named(people, key);
    }

    UUID product(String slug) {
        return named(products, slug);
    }

    private static <T> T named(Map<String, T> all, String key) {
        var found = all.get(key);
        if (found == null) {
            throw new IllegalStateException("A scene names " + key + ", who is not there");
        }
        return found;
    }
}

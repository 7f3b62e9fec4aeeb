package parvis.square;

import java.util.List;
import parvis.brand.Permission;
import parvis.brand.Place;
import parvis.person.Visitor;

/** Who reads in a place, and who knows that it is there. */
final class Readers {
    private Readers() {}

    static boolean reads(Place place, Visitor visitor) {
        return switch (place.visibility()) {
            case PUBLIC -> true;
            case MEMBERS -> visitor.isMember();
            case INTERNAL, AGENCY -> visitor.may(Permission.SEE_DESK);
        };
    }

    /** That there is one for members everybody may know, since they may become one. Where there is a single place nobody chooses. */
    static List<Place> known(List<Place> all, Visitor visitor) {
        var known = all.stream()
                .filter(place -> !place.closed())
                .filter(place -> reads(place, visitor)
                        || (place.visibility() == Place.Visibility.MEMBERS && !visitor.isSignedIn()))
                .toList();
        return known.size() < 2 ? List.of() : known;
    }

    /** Where this visitor may ask. */
    static List<Place> mayAskIn(List<Place> open, Visitor visitor) {
        return open.stream().filter(place -> reads(place, visitor)).toList();
    }
}

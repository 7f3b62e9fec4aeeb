package parvis.square;

import java.util.List;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.HouseNumbers;
import parvis.brand.HouseWords;
import parvis.guard.Exposed;

/** What of somebody would be open to everybody, in words that are about to be public. */
@Component
class Exposing {
    private static final int MOST = 8;

    private final HouseWords house;

    private final HouseNumbers numbers;

    Exposing(HouseWords house, HouseNumbers numbers) {
        this.house = house;
        this.numbers = numbers;
    }

    /** As they were written. */
    List<String> in(Brand brand, String words) {
        return Exposed.read(words, HouseWords.homes(brand), house.of(brand), numbers.named(brand.id())).stream()
                .limit(MOST)
                .map(found -> words.substring(found.start(), found.end()))
                .distinct()
                .toList();
    }
}

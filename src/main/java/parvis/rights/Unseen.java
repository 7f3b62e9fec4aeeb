package parvis.rights;

import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.person.LastSeen;
import parvis.privacy.Kept;
import parvis.privacy.Passing;
import parvis.privacy.Span;

/** Of whom nothing was seen for long is erased, as if they had asked: what is private goes, what is public stays without the name. */
@Component
@Order(5)
class Unseen implements Kept {
    private final LastSeen lastSeen;
    private final Erasing erasing;
    private final Brands brands;

    Unseen(LastSeen lastSeen, Erasing erasing, Brands brands) {
        this.lastSeen = lastSeen;
        this.erasing = erasing;
        this.brands = brands;
    }

    @Override
    public Span span() {
        return Span.PEOPLE;
    }

    @Override
    public long due(Instant before, int most) {
        return lastSeen.count(before, most);
    }

    @Override
    public int takeAway(Passing passing) {
        lastSeen.begin(passing.at());
        var brand = brands.require(passing.brand());
        var gone = 0;
        for (var person : lastSeen.some(passing.before(), passing.most())) {
            if (erasing.unseen(brand, person.value(), passing.at()) == Erasing.Outcome.DONE) {
                gone++;
            }
        }
        return gone;
    }

    /** Each reads what the house keeps for their name. */
    @Override
    public int atOnce() {
        return 10;
    }
}

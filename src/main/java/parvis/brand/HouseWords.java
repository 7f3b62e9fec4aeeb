package parvis.brand;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What the house says of itself everywhere, and so may say again. */
@Component
public class HouseWords {
    private final Catalogue catalogue;

    HouseWords(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Its texts and what it says of its products, in both languages. */
    public List<String> of(Brand brand) {
        var said = new ArrayList<String>();
        for (var words : List.of(brand.legal(), brand.privacy(), brand.facade())) {
            said.add(words.fr());
            said.add(words.en());
        }
        for (var product : catalogue.products(brand.id())) {
            for (var fact : product.facts()) {
                said.add(fact.value().fr());
                said.add(fact.value().en());
            }
        }
        return said;
    }

    /** Its domains, those of its mail too. */
    public static Set<String> homes(Brand brand) {
        var homes = new HashSet<>(brand.hosts());
        brand.mails().forEach(mail -> homes.add(mail.substring(mail.indexOf('@') + 1)));
        return homes;
    }
}

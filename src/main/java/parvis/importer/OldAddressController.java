package parvis.importer;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import parvis.brand.Brand;
import parvis.web.Missing;

/** The addresses that questions had on their old site, when its domain leads here: they lead on to where they stand now. */
@Controller
class OldAddressController {
    private final OldAddresses addresses;

    OldAddressController(OldAddresses addresses) {
        this.addresses = addresses;
    }

    @GetMapping({
        "/q/{post:[0-9]{1,9}}",
        "/q/{post:[0-9]{1,9}}/{by}",
        "/a/{post:[0-9]{1,9}}",
        "/a/{post:[0-9]{1,9}}/{by}",
        "/questions/{post:[0-9]{1,9}}/{slug}"
    })
    ResponseEntity<Void> post(Brand brand, @PathVariable String post) {
        return to(brand, Kind.STACKEXCHANGE, List.of(":post:" + post));
    }

    @GetMapping("/questions/{question:[0-9]{1,9}}/{slug}/{answer:[0-9]{1,9}}")
    ResponseEntity<Void> answer(Brand brand, @PathVariable String question, @PathVariable String answer) {
        return to(brand, Kind.STACKEXCHANGE, List.of(":post:" + answer, ":post:" + question));
    }

    @GetMapping("/t/{topic:[0-9]{1,9}}")
    ResponseEntity<Void> topic(Brand brand, @PathVariable String topic) {
        return to(brand, Kind.DISCOURSE, List.of(":topic:" + topic));
    }

    /** {@code /t/slug/12}, and {@code /t/12/3} for its third post. */
    @GetMapping("/t/{slug}/{number:[0-9]{1,9}}")
    ResponseEntity<Void> named(Brand brand, @PathVariable String slug, @PathVariable String number) {
        return to(
                brand,
                Kind.DISCOURSE,
                slug.matches("[0-9]{1,9}")
                        ? List.of(":post:" + slug + "/" + number, ":topic:" + slug, ":topic:" + number)
                        : List.of(":topic:" + number));
    }

    @GetMapping("/t/{slug}/{topic:[0-9]{1,9}}/{number:[0-9]{1,9}}")
    ResponseEntity<Void> reply(
            Brand brand, @PathVariable String slug, @PathVariable String topic, @PathVariable String number) {
        return to(brand, Kind.DISCOURSE, List.of(":post:" + topic + "/" + number, ":topic:" + topic));
    }

    private ResponseEntity<Void> to(Brand brand, Kind kind, List<String> names) {
        var place = addresses.find(brand, kind, names).orElseThrow(Missing::new);
        return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                .header(HttpHeaders.LOCATION, place)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}

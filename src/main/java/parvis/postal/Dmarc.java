package parvis.postal;

import java.util.List;
import java.util.Locale;

/**
 * What a domain asks to be done with mail that carries its name and is not proved to be its own (RFC 7489).
 *
 * @param at under which domain it is published: the one asked about, or its organisation's
 * @param asked where reports of many mails are to be sent; empty when nowhere
 */
public record Dmarc(String record, String at, Wish wish, boolean strictDkim, boolean strictSpf, List<String> asked) {
    public enum Wish {
        NONE,
        QUARANTINE,
        REJECT;

        /** As it is written after {@code p=}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What applies to a domain; one that publishes two says nothing. */
    public static Answer<Dmarc> of(Dns dns, String domain) {
        var own = at(dns, domain, domain);
        if (!(own instanceof Answer.Nothing<Dmarc>)) {
            return own;
        }
        var organisation = Domains.organisational(domain);
        return organisation.equals(domain) ? own : at(dns, organisation, domain);
    }

    public static boolean isOne(String text) {
        return text.strip().toLowerCase(Locale.ROOT).startsWith("v=dmarc1");
    }

    private static Answer<Dmarc> at(Dns dns, String domain, String applies) {
        return switch (dns.texts("_dmarc." + domain)) {
            case Answer.Unknown<String>(var why) -> new Answer.Unknown<>(why);
            case Answer.Nothing<String>() -> new Answer.Nothing<>();
            case Answer.Found<String>(var texts) -> {
                var records = texts.stream().filter(Dmarc::isOne).toList();
                var tags = records.size() == 1 ? Tags.parse(records.getFirst()) : java.util.Optional.<Tags>empty();
                yield tags.isEmpty()
                        ? new Answer.Nothing<>()
                        : new Answer.Found<>(List.of(read(records.getFirst(), tags.get(), domain, applies)));
            }
        };
    }

    private static Dmarc read(String record, Tags tags, String domain, String applies) {
        var policy = tags.word("p", "none");
        var wish = wish(domain.equals(applies) ? policy : tags.word("sp", policy));
        var asked = tags.get("rua").orElse("");
        return new Dmarc(
                record,
                domain,
                wish,
                tags.word("adkim", "r").equals("s"),
                tags.word("aspf", "r").equals("s"),
                asked.isBlank() ? List.of() : List.of(asked.split("\\s*,\\s*")));
    }

    private static Wish wish(String word) {
        return switch (word) {
            case "reject" -> Wish.REJECT;
            case "quarantine" -> Wish.QUARANTINE;
            default -> Wish.NONE;
        };
    }
}

package parvis.importer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.mime.Mailbox;

/** Which addresses are the house's, and whose of it. */
final class Ours {
    private final Set<String> addresses = new HashSet<>();
    private final Set<String> domains = new HashSet<>();
    private final Map<String, TeammateId> byAddress = new HashMap<>();
    private final Map<String, TeammateId> byName = new HashMap<>();

    /** @param accounts the addresses with which colleagues sign in */
    Ours(Brand brand, List<Teammate> team, Map<String, TeammateId> accounts, List<String> others) {
        brand.mails().forEach(address -> addresses.add(bare(address)));
        accounts.forEach((address, teammate) -> {
            addresses.add(bare(address));
            byAddress.put(bare(address), teammate);
        });
        for (var other : others) {
            var written = other.strip().toLowerCase(Locale.ROOT);
            if (written.startsWith("@")) {
                domains.add(written.substring(1));
            } else if (!written.isEmpty()) {
                addresses.add(bare(written));
            }
        }
        team.forEach(teammate -> byName.put(plain(teammate.name()), teammate.id()));
    }

    boolean holds(String address) {
        var bare = bare(address);
        return addresses.contains(bare) || domains.contains(bare.substring(bare.lastIndexOf('@') + 1));
    }

    /** Which colleague it was, by the address or else by the name beside it. */
    Optional<TeammateId> colleague(Mailbox from) {
        return Optional.ofNullable(byAddress.get(bare(from.address())))
                .or(() -> Optional.ofNullable(byName.get(plain(from.name()))));
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Without what stands between the plus and the domain. */
    private static String bare(String address) {
        return address.strip().toLowerCase(Locale.ROOT).replaceFirst("\\+[^@]*@", "@");
    }
}

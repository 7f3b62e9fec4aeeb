package parvis.settings;

import java.time.Instant;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.MailAddresses;
import parvis.brand.Permission;
import parvis.person.Accounts;
import parvis.person.EmailAddress;
import parvis.person.Visitor;

/** Where the house takes its mail, as its owner sets it. */
@Component
class HouseAddresses {
    enum Outcome {
        DONE,
        /** Not one that could be, or with a plus: what stands behind it is ours to say. */
        UNREADABLE,
        /** Somebody signs in with it: their own mail would be taken for the house's. */
        SOMEBODYS,
        TAKEN,
        TOO_MANY,
        NOT_ALLOWED
    }

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9._-]{1,64}@[\\p{L}\\p{N}.-]{1,189}");

    private final MailAddresses addresses;
    private final Accounts accounts;

    HouseAddresses(MailAddresses addresses, Accounts accounts) {
        this.addresses = addresses;
        this.accounts = accounts;
    }

    Outcome add(Brand brand, String written, Visitor by, Instant at) {
        if (!by.may(Permission.SET_ADDRESSES)) {
            return Outcome.NOT_ALLOWED;
        }
        var address = EmailAddress.normal(written);
        if (!EmailAddress.isPlausible(address) || !PLAIN.matcher(address).matches()) {
            return Outcome.UNREADABLE;
        }
        if (accounts.byEmail(address).isPresent()) {
            return Outcome.SOMEBODYS;
        }
        return switch (addresses.add(brand, address, by.actor(), by.address(), at)) {
            case DONE, UNCHANGED -> Outcome.DONE;
            case TAKEN -> Outcome.TAKEN;
            case TOO_MANY -> Outcome.TOO_MANY;
        };
    }

    Outcome remove(Brand brand, String written, Visitor by, Instant at) {
        if (!by.may(Permission.SET_ADDRESSES)) {
            return Outcome.NOT_ALLOWED;
        }
        addresses.remove(brand, EmailAddress.normal(written), by.actor(), by.address(), at);
        return Outcome.DONE;
    }
}

package parvis.settings;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import parvis.brand.Addresses;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Hosts;
import parvis.brand.Permission;
import parvis.database.BrandId;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.person.Setup;
import parvis.person.Visitor;

/** The owner of the first brand makes another beside it, of which they are the owner. */
@Component
class AnotherHouse {
    sealed interface Outcome {
        record Made(Brand brand) implements Outcome {}

        /** The host is not to be had, and why. */
        record Refused(HostTrial.Outcome why) implements Outcome {}

        /** Another is called so. */
        record Called() implements Outcome {}

        record NotAllowed() implements Outcome {}
    }

    private final Setup setup;
    private final HostTrial trial;
    private final Addresses addresses;
    private final Brands brands;
    private final Hosts hosts;
    private final Audit audit;
    private final Transactions transactions;

    AnotherHouse(
            Setup setup,
            HostTrial trial,
            Addresses addresses,
            Brands brands,
            Hosts hosts,
            Audit audit,
            Transactions transactions) {
        this.setup = setup;
        this.trial = trial;
        this.addresses = addresses;
        this.brands = brands;
        this.hosts = hosts;
        this.audit = audit;
        this.transactions = transactions;
    }

    boolean mayMake(Brand here, Visitor visitor) {
        return visitor.may(Permission.SET_HOUSE) && visitor.account() != null && addresses.isFirst(here);
    }

    /** @param name cleaned, {@code colour} as {@code #rrggbb}, {@code scheme} and {@code port} those of this page */
    Outcome make(
            Brand here,
            String name,
            String colour,
            String language,
            String typedHost,
            String scheme,
            int port,
            Visitor by,
            Instant at) {
        var account = by.account();
        var me = by.teammate();
        if (!mayMake(here, by) || account == null || me == null) {
            return new Outcome.NotAllowed();
        }
        var host = HostTrial.name(typedHost);
        if (host.isEmpty()) {
            return new Outcome.Refused(HostTrial.Outcome.UNREADABLE);
        }
        if (here.hosts().contains(host.get())
                || host.get().equals(addresses.baseHost())
                || hosts.check(here, host.get()) == Hosts.Outcome.TAKEN) {
            return new Outcome.Refused(HostTrial.Outcome.TAKEN);
        }
        var reached = trial.reached(host.get(), scheme, port, at);
        if (reached != HostTrial.Outcome.DONE) {
            return new Outcome.Refused(reached);
        }
        var wish = new Setup.Wish(name, colour.toLowerCase(Locale.ROOT), language, me.name(), account.email());
        Optional<BrandId> made = setup.add(wish, host.get(), How.DIRECT, at);
        if (made.isEmpty()) {
            return new Outcome.Called();
        }
        var brand = brands.require(made.get());
        transactions.run(
                here.id(),
                () -> audit.write(
                        here.id(),
                        at,
                        by.actor(),
                        "brand.made",
                        "brand",
                        brand.id().value(),
                        by.address(),
                        Map.of("name", brand.name(), "host", host.get())));
        return new Outcome.Made(brand);
    }
}

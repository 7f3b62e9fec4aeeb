package parvis.provider;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.person.Account;
import parvis.person.Accounts;
import parvis.person.SignIn;
import parvis.person.Visitor;
import parvis.provider.Passages.Passage;

/**
 * Coming in by the provider of a brand's company. Who comes first is known by the verified address of somebody who works here, and
 * from then on by what the provider calls them, so that an address given to somebody else later opens nothing.
 */
@Component
class ComingIn {
    sealed interface Outcome {
        /** @param session the token of a session that opens this brand alone */
        record In(String session, String back) implements Outcome {}

        /** The provider works: nobody came in. */
        record Tried() implements Outcome {}

        /** @param trial whether somebody only tried */
        record Not(Trouble trouble, boolean trial, String back) implements Outcome {}
    }

    private final Providers providers;
    private final Passages passages;
    private final Vouching vouching;
    private final Transactions transactions;
    private final JdbcClient db;
    private final Accounts accounts;
    private final Team team;
    private final SignIn signIn;
    private final KeepingProvider keeping;
    private final Audit audit;

    ComingIn(
            Providers providers,
            Passages passages,
            Vouching vouching,
            Transactions transactions,
            JdbcClient db,
            Accounts accounts,
            Team team,
            SignIn signIn,
            KeepingProvider keeping,
            Audit audit) {
        this.providers = providers;
        this.passages = passages;
        this.vouching = vouching;
        this.transactions = transactions;
        this.db = db;
        this.accounts = accounts;
        this.team = team;
        this.signIn = signIn;
        this.keeping = keeping;
        this.audit = audit;
    }

    /**
     * Where the browser is sent.
     *
     * @param browser a secret that its cookie keeps
     * @param returning where it is to come back
     */
    URI begin(Brand brand, Passage passage, String browser, URI returning, Instant at) throws Stopped {
        var provider = providers
                .of(brand)
                .filter(one -> one.triedAt() != null || passage.triedBy() != null)
                .orElseThrow(() -> new Stopped(Trouble.NONE));
        var state = passages.begin(brand, passage, browser, at);
        return vouching.question(provider, passage, state, returning);
    }

    Outcome end(
            Brand brand,
            Map<String, String> answer,
            String browser,
            URI returning,
            String agent,
            Visitor visitor,
            Instant at) {
        var passage = passages.end(brand, answer.getOrDefault("state", ""), browser, at);
        if (passage.isEmpty()) {
            return new Outcome.Not(Trouble.LOST, false, "/");
        }
        var back = passage.get().back();
        var triedBy = passage.get().triedBy();
        try {
            var provider = providers.of(brand).orElseThrow(() -> new Stopped(Trouble.NONE));
            if (triedBy != null && !isSelf(visitor, triedBy)) {
                throw new Stopped(Trouble.OTHER_ACCOUNT);
            }
            var vouched = vouching.answered(brand, provider, passage.get(), answer, returning);
            if (!provider.vouchesFor(vouched.email())) {
                throw new Stopped(Trouble.DOMAIN);
            }
            if (triedBy != null) {
                keeping.tried(brand, provider, visitor, at);
                return new Outcome.Tried();
            }
            return new Outcome.In(enter(brand, provider, vouched, agent, visitor.address(), at), back);
        } catch (Stopped stopped) {
            refused(brand, stopped.trouble(), visitor, at);
            return new Outcome.Not(stopped.trouble(), triedBy != null, back);
        }
    }

    private static boolean isSelf(Visitor visitor, UUID account) {
        var self = visitor.account();
        return self != null && self.id().equals(account);
    }

    private String enter(Brand brand, Provider provider, Vouched vouched, String agent, String origin, Instant at)
            throws Stopped {
        var account = linked(brand, vouched).or(() -> known(brand, provider, vouched, at));
        if (account.isEmpty()
                || (!provider.newcomers()
                        && team.byAccount(brand.id(), account.get().id()).isEmpty())) {
            throw new Stopped(Trouble.UNKNOWN);
        }
        try {
            return transactions.in(brand.id(), () -> {
                link(brand, vouched, account.get(), at);
                return signIn.vouched(brand, account.get(), agent, origin, at);
            });
        } catch (DuplicateKeyException somebodyElses) {
            throw new Stopped(Trouble.LINKED);
        }
    }

    private Optional<Account> linked(Brand brand, Vouched vouched) {
        return transactions
                .reading(
                        brand.id(),
                        () -> db.sql("select account from provider.link where issuer = ? and subject = ?")
                                .params(vouched.issuer(), vouched.subject())
                                .query((row, n) -> Rows.uuid(row, "account"))
                                .optional())
                .flatMap(accounts::byId);
    }

    private Optional<Account> known(Brand brand, Provider provider, Vouched vouched, Instant at) {
        var account = accounts.byEmail(vouched.email())
                .filter(one -> provider.newcomers()
                        || team.byAccount(brand.id(), one.id()).isPresent());
        return account.isEmpty() && provider.newcomers()
                ? Optional.of(accounts.of(vouched.email(), SignIn.nameFrom(vouched.email()), null, at))
                : account;
    }

    /** Once; an account that is linked to another subject there is not linked again. */
    private void link(Brand brand, Vouched vouched, Account account, Instant at) {
        var id = Ids.next();
        var linked = db.sql("""
                insert into provider.link (brand, id, issuer, subject, account, at) values (?, ?, ?, ?, ?, ?)
                on conflict (brand, issuer, subject) do nothing
                """)
                .params(brand.id().value(), id, vouched.issuer(), vouched.subject(), account.id(), Rows.time(at))
                .update();
        if (linked > 0) {
            keeping.told(brand, "provider.linked", account.id(), actor(brand, account), null, at, Map.of());
        }
    }

    private Actor actor(Brand brand, Account account) {
        return team.byAccount(brand.id(), account.id())
                .map(me -> Actor.teammate(me.id().value()))
                .orElse(Actor.READER);
    }

    private void refused(Brand brand, Trouble trouble, Visitor visitor, Instant at) {
        transactions.run(
                brand.id(),
                () -> audit.write(
                        brand.id(),
                        at,
                        visitor.actor(),
                        "provider.refused",
                        "brand",
                        brand.id().value(),
                        visitor.address(),
                        Map.of("trouble", trouble.word())));
    }
}

package parvis.rights;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Audit;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.person.Visitor;
import parvis.privacy.Erasure;
import parvis.privacy.Holder;
import parvis.privacy.Names;
import parvis.privacy.Whom;

/**
 * Everything that is held about somebody goes, in one transaction of the database; contents of the file store and the files of the
 * index follow from what it wrote, after a kill as well.
 */
@Component
class Erasing {
    enum Outcome {
        DONE,
        /** Nothing is held about them, or no longer. */
        NOTHING,
        /** Colleagues leave the team first. */
        TEAM,
        /** The link opens nothing. */
        GONE,
        NOT_ALLOWED
    }

    private final Transactions transactions;
    private final Finding finding;
    private final List<Holder> holders;
    private final DataLinks links;
    private final Contents contents;
    private final Remembering remembering;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;

    Erasing(
            Transactions transactions,
            Finding finding,
            List<Holder> holders,
            DataLinks links,
            Contents contents,
            Remembering remembering,
            Changes changes,
            Ledger ledger,
            Audit audit) {
        this.transactions = transactions;
        this.finding = finding;
        this.holders = holders;
        this.links = links;
        this.contents = contents;
        this.remembering = remembering;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** By whoever holds the link. */
    Outcome byLink(Brand brand, String token, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var email = links.hold(token, at);
            if (email.isEmpty()) {
                return links.look(token, at) instanceof DataLinks.Link.Erased ? Outcome.NOTHING : Outcome.GONE;
            }
            if (finding.isOfTheTeam(brand, email.get())) {
                return Outcome.TEAM;
            }
            return finding.byAddress(brand, email.get())
                    .map(whom -> erase(brand, whom, Actor.person(whom.person()), how, null, "", at))
                    .orElse(Outcome.NOTHING);
        });
    }

    /** By somebody of the team, whom they asked: with whoever is one with them. */
    Outcome onRequest(Brand brand, UUID person, Visitor by, String reason, Instant at) {
        if (!by.may(Permission.KEEP_PRIVACY)) {
            return Outcome.NOT_ALLOWED;
        }
        return transactions.in(brand.id(), () -> {
            var all = finding.together(brand, person);
            if (all.isEmpty()) {
                return finding.wasErased(person) ? Outcome.NOTHING : Outcome.GONE;
            }
            if (all.stream().anyMatch(whom -> finding.isOfTheTeam(brand, whom))) {
                return Outcome.TEAM;
            }
            all.forEach(whom -> erase(brand, whom, by.actor(), by.how(), by.address(), reason, at));
            return Outcome.DONE;
        });
    }

    /** Once more, in data that are older than the first time. */
    Outcome again(Brand brand, UUID person, Instant at) {
        return transactions.in(
                brand.id(),
                () -> finding.byId(brand, person)
                        .map(whom -> erase(brand, whom, Actor.SYSTEM, How.CONSOLE, null, "", at))
                        .orElse(Outcome.NOTHING));
    }

    /** Of somebody of whom nothing was seen for as long as the house keeps people. */
    Outcome unseen(Brand brand, UUID person, Instant at) {
        return transactions.in(
                brand.id(),
                () -> finding.byId(brand, person)
                        .filter(whom -> !finding.isOfTheTeam(brand, whom))
                        .map(whom -> erase(brand, whom, Actor.SYSTEM, How.TIME, null, "", at))
                        .orElse(Outcome.NOTHING));
    }

    private Outcome erase(
            Brand brand, Whom found, Actor by, How how, @Nullable String origin, String reason, Instant at) {
        finding.hold(found.person());
        var whom = finding.byId(brand, found.person()).orElse(null);
        if (whom == null) {
            return Outcome.NOTHING;
        }
        if (finding.isOfTheTeam(brand, whom)) {
            return Outcome.TEAM;
        }
        var names = new Names(whom, finding.othersWords(whom));
        var erasure = new Erasure(at, names);
        holders.forEach(holder -> holder.erase(whom, erasure));
        contents.leave(erasure.files(), at);
        changes.record(brand.id(), Change.Kind.ERASURE, whom.person());
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                "person.erased",
                by,
                "person",
                whom.person(),
                null,
                how,
                Map.of(
                        "conversations",
                        erasure.goneConversations().size(),
                        "kept",
                        erasure.keptConversations().size())));
        audit.write(
                brand.id(),
                at,
                by,
                "person.erased",
                "person",
                whom.person(),
                origin,
                Map.of(),
                reason.isBlank() ? Map.of() : Map.of("reason", names.own(reason)));
        Transactions.afterCommit(() -> {
            remembering.remember(brand.id(), whom.person(), at);
            contents.soon();
        });
        return Outcome.DONE;
    }
}

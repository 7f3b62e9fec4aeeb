package parvis.newsroom;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/**
 * Writing together. Whoever saves names the version that they had before their eyes: what somebody else saved meanwhile is never
 * written over unseen, and whatever was saved once stays among the versions.
 */
@Component
public class Drafting {
    /** What somebody types without leaving it for longer is one version. */
    static final Duration SITTING = Duration.ofMinutes(10);

    static final int MOST_PICTURES = 4;

    public sealed interface Outcome {
        record Saved(int version) implements Outcome {}

        /** It says that already. */
        record Unchanged(int version) implements Outcome {}

        /** Somebody else saved meanwhile. */
        record Overtaken() implements Outcome {}

        /** It is ready or published: first it becomes a draft again. */
        record Closed() implements Outcome {}

        /** Something that blocks stands against it. */
        record Blocked(int findings) implements Outcome {}

        record TooMany() implements Outcome {}

        record NotAllowed() implements Outcome {}

        record Unknown() implements Outcome {}
    }

    private final Transactions transactions;
    private final Drafts drafts;
    private final Proofreading proofreading;
    private final Pasts pasts;
    private final Changes changes;
    private final Ledger ledger;

    Drafting(
            Transactions transactions,
            Drafts drafts,
            Proofreading proofreading,
            Pasts pasts,
            Changes changes,
            Ledger ledger) {
        this.transactions = transactions;
        this.drafts = drafts;
        this.proofreading = proofreading;
        this.pasts = pasts;
        this.changes = changes;
        this.ledger = ledger;
    }

    /** A new one; an agency's own is open to it, the house opens its own when it wants to. Its number. */
    public long begin(Brand brand, Teammate by, Wording wording, How how, Instant at) {
        return transactions.in(brand.id(), () -> {
            var id = Ids.next();
            var number = drafts.nextNumber(brand.id());
            var agency = by.role().isAgency();
            drafts.insert(
                    brand.id(),
                    new Kept(
                            id,
                            number,
                            wording,
                            Standing.DRAFT,
                            agency,
                            null,
                            1,
                            at,
                            by.id().value(),
                            List.of()));
            drafts.keepVersion(brand.id(), id, 1, wording, by.id().value(), at, true);
            tell(brand.id(), id, by, "draft.begun", Map.of("agency", agency), how, at);
            return number;
        });
    }

    /**
     * @param seen the version that they had before their eyes
     * @param sitting kept by itself while somebody types
     */
    public Outcome save(Brand brand, Teammate by, long number, int seen, Wording wording, boolean sitting, Instant at) {
        return changing(brand, by, number, seen, draft -> {
            if (draft.wording().equals(wording)) {
                if (!sitting) {
                    drafts.close(draft.id(), draft.version());
                }
                return new Outcome.Unchanged(draft.version());
            }
            return new Outcome.Saved(write(brand, draft, wording, by, sitting, "draft.saved", at));
        });
    }

    /**
     * Two wrote at once, and one lets the other's words stand: their own are kept as a version below.
     *
     * @param seen the other's version, which they have read
     */
    Outcome giveWay(Brand brand, Teammate by, long number, int seen, Wording own, Instant at) {
        return changing(brand, by, number, seen, draft -> {
            if (draft.wording().equals(own)) {
                return new Outcome.Unchanged(draft.version());
            }
            var theirs = draft.wording();
            var below = write(brand, draft, own, by, false, "draft.saved", at);
            drafts.write(draft.id(), theirs, below + 1, by.id().value(), at);
            drafts.keepVersion(
                    brand.id(), draft.id(), below + 1, theirs, by.id().value(), at, false);
            return new Outcome.Saved(below + 1);
        });
    }

    Outcome restore(Brand brand, Teammate by, long number, int version, Instant at) {
        return transactions.in(brand.id(), () -> {
            var draft = drafts.take(by, number).orElse(null);
            var wanted =
                    draft == null ? null : drafts.version(draft.id(), version).orElse(null);
            if (draft == null || wanted == null) {
                return new Outcome.Unknown();
            }
            if (!draft.isOpen()) {
                return new Outcome.Closed();
            }
            var shown = new LinkedHashMap<UUID, String>();
            draft.pictures().forEach(one -> shown.put(one.id(), one.picture().alt()));
            if (draft.wording().equals(wanted.wording())
                    && (wanted.pictures() == null || shown.equals(wanted.pictures()))) {
                return new Outcome.Unchanged(draft.version());
            }
            // what was typed in this sitting stays a version, below the one that comes back
            drafts.close(draft.id(), draft.version());
            drafts.bringPicturesBack(draft.id(), version);
            return new Outcome.Saved(write(brand, draft, wanted.wording(), by, false, "draft.restored", at));
        });
    }

    /** It may go out, when nothing that blocks stands against it. */
    public Outcome ready(Brand brand, Teammate by, long number, int seen, Instant at) {
        if (!by.may(Permission.RELEASE_DRAFTS)) {
            return new Outcome.NotAllowed();
        }
        var read = transactions
                .reading(brand.id(), () -> drafts.byNumber(by, number))
                .orElse(null);
        if (read == null) {
            return new Outcome.Unknown();
        }
        // read before the draft is held: what was read is what becomes ready, or somebody changed it meanwhile
        var found = proofreading.read(brand, read, Whole.of(read.wording()), false, Patience.DECIDING, at);
        var blocking = (int) found.stream().filter(Told::blocks).count();
        if (blocking > 0) {
            return new Outcome.Blocked(blocking);
        }
        if (read.version() != seen) {
            return new Outcome.Overtaken();
        }
        return standing(brand, by, number, read.version(), Standing.READY, null, "draft.ready", at);
    }

    /** It stands somewhere: the house put it there, and says on which day. */
    Outcome publish(Brand brand, Teammate by, long number, LocalDate on, Instant at) {
        return standing(brand, by, number, null, Standing.PUBLISHED, on, "draft.published", at);
    }

    /** It is written on. */
    Outcome reopen(Brand brand, Teammate by, long number, Instant at) {
        return standing(brand, by, number, null, Standing.DRAFT, null, "draft.reopened", at);
    }

    public Outcome open(Brand brand, Teammate by, long number, boolean toAgency, Instant at) {
        if (!by.may(Permission.RELEASE_DRAFTS)) {
            return new Outcome.NotAllowed();
        }
        return transactions.in(brand.id(), () -> {
            var draft = drafts.take(by, number).orElse(null);
            if (draft == null) {
                return new Outcome.Unknown();
            }
            if (draft.openToAgency() != toAgency) {
                drafts.open(draft.id(), toAgency);
                tell(brand.id(), draft.id(), by, toAgency ? "draft.opened" : "draft.closed", Map.of(), How.DESK, at);
            }
            return new Outcome.Unchanged(draft.version());
        });
    }

    /**
     * Gone with all its versions and pictures. Whoever wrote it alone may, and those who let drafts go out.
     *
     * @param seen the version that they had before their eyes
     */
    Outcome remove(Brand brand, Teammate by, long number, int seen, Instant at) {
        return changing(brand, by, number, seen, draft -> {
            if (!mayRemove(by, draft)) {
                return new Outcome.NotAllowed();
            }
            drafts.delete(draft.id());
            tell(
                    brand.id(),
                    draft.id(),
                    by,
                    "draft.deleted",
                    Map.of("number", number, "version", draft.version()),
                    How.DESK,
                    at);
            return new Outcome.Unchanged(draft.version());
        });
    }

    /** Inside a transaction of the brand. */
    boolean mayRemove(Teammate by, Kept draft) {
        return draft.isOpen()
                && (by.may(Permission.RELEASE_DRAFTS)
                        || drafts.wroteAlone(draft.id(), by.id().value()));
    }

    /** A version of its own, on which whoever added it types on. */
    Outcome add(Brand brand, Teammate by, long number, List<DraftPicture> pictures, Instant at) {
        return changing(brand, by, number, null, draft -> {
            if (draft.pictures().size() + pictures.size() > MOST_PICTURES) {
                return new Outcome.TooMany();
            }
            pictures.forEach(picture -> drafts.addPicture(brand.id(), draft.id(), picture));
            tell(brand.id(), draft.id(), by, "draft.pictured", Map.of("pictures", pictures.size()), How.DESK, at);
            return new Outcome.Saved(picturesChanged(brand, draft, by, at));
        });
    }

    /** What pictures show, to those who do not see them. */
    Outcome describe(Brand brand, Teammate by, long number, Map<UUID, String> alts, Instant at) {
        return changing(brand, by, number, null, draft -> {
            var changed = false;
            for (var shown : draft.pictures()) {
                var alt = alts.get(shown.id());
                if (alt != null) {
                    var described = shown.picture().showing(alt);
                    if (!described.alt().equals(shown.picture().alt())) {
                        drafts.describe(draft.id(), shown.id(), described.alt());
                        changed = true;
                    }
                }
            }
            if (changed) {
                drafts.keepPictures(draft.id(), draft.version());
                tell(brand.id(), draft.id(), by, "draft.described", Map.of(), How.DESK, at);
            }
            return new Outcome.Unchanged(draft.version());
        });
    }

    Outcome removePicture(Brand brand, Teammate by, long number, UUID picture, Instant at) {
        return changing(brand, by, number, null, draft -> {
            if (!drafts.takeOut(draft.id(), picture)) {
                return new Outcome.Unchanged(draft.version());
            }
            tell(brand.id(), draft.id(), by, "draft.picture.removed", Map.of(), How.DESK, at);
            return new Outcome.Saved(picturesChanged(brand, draft, by, at));
        });
    }

    private int picturesChanged(Brand brand, Kept draft, Teammate by, Instant at) {
        var version = draft.version() + 1;
        var who = by.id().value();
        drafts.write(draft.id(), draft.wording(), version, who, at);
        drafts.keepVersion(brand.id(), draft.id(), version, draft.wording(), who, at, true);
        return version;
    }

    private interface Changing {
        Outcome make(Kept draft);
    }

    /** @param seen null where it does not matter what was typed meanwhile */
    private Outcome changing(Brand brand, Teammate by, long number, @Nullable Integer seen, Changing change) {
        if (!by.may(Permission.WRITE_DRAFTS)) {
            return new Outcome.NotAllowed();
        }
        return transactions.in(brand.id(), () -> {
            var draft = drafts.take(by, number).orElse(null);
            if (draft == null) {
                return new Outcome.Unknown();
            }
            if (!draft.isOpen()) {
                return new Outcome.Closed();
            }
            return seen != null && !drafts.isAsSeen(draft, seen) ? new Outcome.Overtaken() : change.make(draft);
        });
    }

    private Outcome standing(
            Brand brand,
            Teammate by,
            long number,
            @Nullable Integer seen,
            Standing standing,
            @Nullable LocalDate on,
            String what,
            Instant at) {
        if (!by.may(Permission.RELEASE_DRAFTS)) {
            return new Outcome.NotAllowed();
        }
        var outcome = transactions.<Outcome>in(brand.id(), () -> {
            var draft = drafts.take(by, number).orElse(null);
            if (draft == null) {
                return new Outcome.Unknown();
            }
            if (seen != null && seen != draft.version()) {
                return new Outcome.Overtaken();
            }
            if (standing == Standing.PUBLISHED && draft.isOpen()) {
                return new Outcome.Closed();
            }
            if (draft.standing() != standing) {
                drafts.stand(draft.id(), standing, on);
                drafts.close(draft.id(), draft.version());
                tell(brand.id(), draft.id(), by, what, Map.of(), How.DESK, at);
            }
            return new Outcome.Unchanged(draft.version());
        });
        pasts.forget(brand.id());
        return outcome;
    }

    private int write(Brand brand, Kept draft, Wording wording, Teammate by, boolean sitting, String what, Instant at) {
        var version = draft.version() + 1;
        var who = by.id().value();
        drafts.write(draft.id(), wording, version, who, at);
        var typedOn = drafts.typeOn(draft.id(), wording, draft.version(), version, who, at, at.minus(SITTING));
        if (!typedOn) {
            drafts.keepVersion(brand.id(), draft.id(), version, wording, who, at, sitting);
        } else if (!sitting) {
            drafts.close(draft.id(), version);
        }
        if (typedOn && sitting) {
            changes.record(brand.id(), Change.Kind.DRAFT, draft.id());
        } else {
            tell(brand.id(), draft.id(), by, what, Map.of("version", version), How.DESK, at);
        }
        return version;
    }

    private void tell(
            BrandId brand, UUID draft, Teammate by, String what, Map<String, Object> detail, How how, Instant at) {
        changes.record(brand, Change.Kind.DRAFT, draft);
        ledger.write(new LedgerEvent(
                brand, at, what, Actor.teammate(by.id().value()), "draft", draft, null, how, new HashMap<>(detail)));
    }
}

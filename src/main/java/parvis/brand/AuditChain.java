package parvis.brand;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;

/**
 * The chain of a brand's audit trail: SHA-256 over the link before and over what an entry says, its number first. Links are added
 * at the very end of the transaction that wrote the entries, so that others wait for the lock as short as can be.
 */
@Component
public class AuditChain {
    /** As the migration that chained what was there says it. */
    private static final String SAID = """
            concat_ws('|', a.id, (extract(epoch from a.at) * 1000000)::bigint, a.actor_kind, coalesce(a.actor::text, ''), a.action,
                      a.subject_kind, coalesce(a.subject::text, ''), a.detail)
            """;

    /** The act of an entry that tells where the trail was cut. */
    static final String TOLD = "audit.cut";

    private static final int AT_ONCE = 1_000;

    /** What became of the trail. */
    public sealed interface Verdict {
        /**
         * @param head the last link, in hexadecimal: whoever noted it elsewhere sees later that nothing before it was made anew
         * @param cut how many entries before these went because their time had come
         */
        record Holds(long entries, String head, long cut) implements Verdict {}

        /**
         * @param position the first link that is not as it was; zero for what is in no place at all
         * @param entry which entry, where one is known
         */
        record Broken(long position, @Nullable UUID entry, How how) implements Verdict {}
    }

    public enum How {
        /** The entry says something else than it did. */
        CHANGED,
        /** The entry is gone. */
        REMOVED,
        /** There is an entry that the house never wrote. */
        INSERTED,
        /** Links are missing, or there are more than there should be. */
        CUT,
        /** It begins where no entry says that it was cut. */
        UNTOLD
    }

    /** Where a trail begins whose old entries went: the last of them, and its link. */
    record Cut(long position, String hash, int entries) {}

    private record Head(long position, byte[] hash) {}

    private record Unchained(UUID id, String said) {}

    private final JdbcClient db;
    private final Transactions transactions;

    AuditChain(JdbcClient db, Transactions transactions) {
        this.db = db;
        this.transactions = transactions;
    }

    /** Inside the transaction in which the entry was written: its link is added before that commits. */
    void add(BrandId brand, UUID entry) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            link(brand, List.of(entry));
            return;
        }
        var waiting = (Waiting) TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Waiting.class::isInstance)
                .findFirst()
                .orElse(null);
        if (waiting == null) {
            waiting = new Waiting();
            TransactionSynchronizationManager.registerSynchronization(waiting);
        }
        waiting.entries.computeIfAbsent(brand, b -> new ArrayList<>()).add(entry);
    }

    /** Reads the whole trail, from its first entry. */
    public Verdict verify(BrandId brand) {
        return transactions.reading(brand, () -> {
            var cut = beginning();
            var last = cut;
            while (true) {
                var links = links(last.position());
                for (var link : links) {
                    var broken = broken(last, link);
                    if (broken != null) {
                        return broken;
                    }
                    last = new Head(link.position(), link.hash());
                }
                if (links.size() < AT_ONCE) {
                    break;
                }
            }
            var strange = unchained(brand, 1);
            if (!strange.isEmpty()) {
                return new Verdict.Broken(0, strange.getFirst().id(), How.INSERTED);
            }
            if (cut.position() > 0 && !isTold(cut)) {
                return new Verdict.Broken(cut.position() + 1, null, How.UNTOLD);
            }
            var head = head(brand, "");
            var ends = head == null ? new Head(0, new byte[0]) : head;
            return ends.position() == last.position() && Arrays.equals(ends.hash(), last.hash())
                    ? new Verdict.Holds(
                            last.position() - cut.position(), HexFormat.of().formatHex(last.hash()), cut.position())
                    : new Verdict.Broken(last.position() + 1, null, How.CUT);
        });
    }

    /** What comes before the first link that is there: nothing, or what was cut off. */
    private Head beginning() {
        return db.sql("select position, hash from brand.audit_cut")
                .query((row, n) -> new Head(row.getLong("position"), row.getBytes("hash")))
                .optional()
                .orElseGet(() -> new Head(0, new byte[0]));
    }

    /** Whether an entry of the trail itself says where it was cut, and by which link what is left goes on. */
    private boolean isTold(Head cut) {
        return !db.sql(
                        "select 1 from brand.audit where action = ? and detail ->> 'position' = ? and detail ->> 'link' = ? limit 1")
                .params(TOLD, Long.toString(cut.position()), HexFormat.of().formatHex(cut.hash()))
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    /**
     * Takes the oldest entries away, never the newest, and none behind one that is not as it was. Where the trail begins from then
     * on is kept beside it; whoever calls writes an entry that says so, in the same transaction.
     */
    Optional<Cut> cut(Instant before, int most, Instant at) {
        return db.sql(
                        "select position, hash, entries from brand.cut_audit(?, ?, ?) as cut (position, hash, entries) where entries > 0")
                .params(Rows.time(before), most, Rows.time(at))
                .query((row, n) -> new Cut(
                        row.getLong("position"), HexFormat.of().formatHex(row.getBytes("hash")), row.getInt("entries")))
                .optional();
    }

    private record Link(
            long position,
            UUID entry,
            byte[] hash,
            @Nullable String said) {}

    private static Verdict.@Nullable Broken broken(Head last, Link link) {
        if (link.position() != last.position() + 1) {
            return new Verdict.Broken(last.position() + 1, null, How.CUT);
        }
        if (link.said() == null) {
            return new Verdict.Broken(link.position(), link.entry(), How.REMOVED);
        }
        return Arrays.equals(hash(last, link.said()), link.hash())
                ? null
                : new Verdict.Broken(link.position(), link.entry(), How.CHANGED);
    }

    private List<Link> links(long after) {
        return db.sql("""
                select l.position, l.entry, l.hash, case when a.id is null then null else
                """ + SAID + """
                       end as said
                  from brand.audit_link l left join brand.audit a on a.brand = l.brand and a.id = l.entry
                 where l.position > ? order by l.position limit ?
                """)
                .params(after, AT_ONCE)
                .query((row, n) -> new Link(
                        row.getLong("position"),
                        Rows.uuid(row, "entry"),
                        row.getBytes("hash"),
                        Rows.textOrNull(row, "said")))
                .list();
    }

    private List<Unchained> unchained(BrandId brand, int most) {
        return db.sql("select a.id, " + SAID + """
                 as said from brand.audit a
                 where a.brand = ? and not exists (select from brand.audit_link l where l.brand = a.brand and l.entry = a.id)
                 order by a.at, a.id limit ?
                """)
                .params(brand.value(), most)
                .query((row, n) -> new Unchained(Rows.uuid(row, "id"), row.getString("said")))
                .list();
    }

    private void link(BrandId brand, List<UUID> entries) {
        db.sql("select set_config('parvis.brand', ?, true)")
                .param(brand.toString())
                .query(String.class)
                .single();
        var head = head(brand, " for update");
        var added = head == null ? List.<Unchained>of() : said(brand, entries);
        if (head == null) {
            // the first of a brand, or of one that was brought along from before there was a chain
            var first = db.sql(
                                    "insert into brand.audit_head (brand, position, hash) values (?, 0, '') on conflict (brand) do nothing")
                            .param(brand.value())
                            .update()
                    == 1;
            head = Objects.requireNonNull(head(brand, " for update"));
            added = first ? unchained(brand, Integer.MAX_VALUE) : said(brand, entries);
        }
        for (var entry : added) {
            var next = new Head(head.position() + 1, hash(head, entry.said()));
            db.sql("insert into brand.audit_link (brand, position, entry, hash) values (?, ?, ?, ?)")
                    .params(brand.value(), next.position(), entry.id(), next.hash())
                    .update();
            head = next;
        }
        db.sql("update brand.audit_head set position = ?, hash = ? where brand = ?")
                .params(head.position(), head.hash(), brand.value())
                .update();
    }

    /** In the order in which they were written. */
    private List<Unchained> said(BrandId brand, List<UUID> entries) {
        var found = new LinkedHashMap<UUID, Unchained>();
        db.sql("select a.id, " + SAID + " as said from brand.audit a where a.brand = ? and a.id = any(?)")
                .params(brand.value(), entries.toArray(UUID[]::new))
                .query(row -> {
                    var id = Rows.uuid(row, "id");
                    found.put(id, new Unchained(id, row.getString("said")));
                });
        return entries.stream().filter(found::containsKey).map(found::get).toList();
    }

    private @Nullable Head head(BrandId brand, String lock) {
        return db.sql("select position, hash from brand.audit_head where brand = ?" + lock)
                .param(brand.value())
                .query((row, n) -> new Head(row.getLong("position"), row.getBytes("hash")))
                .optional()
                .orElse(null);
    }

    private static byte[] hash(Head last, String said) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(last.hash());
            return digest.digest((last.position() + 1 + "|" + said).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The entries of one transaction, until it ends. */
    private final class Waiting implements TransactionSynchronization {
        private final Map<BrandId, List<UUID>> entries = new LinkedHashMap<>();

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            entries.forEach(AuditChain.this::link);
            entries.clear();
        }
    }
}

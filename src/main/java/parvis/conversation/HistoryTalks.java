package parvis.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Place;
import parvis.brand.Product;
import parvis.conversation.History.Author;
import parvis.conversation.History.Brought;
import parvis.conversation.History.Said;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.text.LanguageGuess;
import parvis.text.PlainText;
import parvis.text.SafeHtml;
import parvis.text.Slug;

/** Conversations of the past in which the house speaks, too: mails, and whatever a table of messages tells. */
@Component
class HistoryTalks {
    private static final SafeHtml SAFE = new SafeHtml();

    /** @param opens whether its conversation begins with it */
    record Placed(UUID message, UUID conversation, boolean opens, Said said, HistoryRows.Message row) {}

    private record File(
            UUID message,
            int position,
            String name,
            String type,
            long bytes,
            String file,
            @Nullable String thumb,
            @Nullable Integer width,
            @Nullable Integer height,
            String words) {}

    private record Copy(UUID message, int position, Copied copied) {}

    private final JdbcClient db;
    private final HistoryRows rows;
    private final Catalogue catalogue;
    private final HistoryTelling telling;

    HistoryTalks(JdbcClient db, HistoryRows rows, Catalogue catalogue, HistoryTelling telling) {
        this.db = db;
        this.rows = rows;
        this.catalogue = catalogue;
        this.telling = telling;
    }

    Brought bring(Brand brand, List<Said> all) {
        var known = rows.messages(all.stream().map(Said::externalId).toList());
        var fresh = new LinkedHashMap<String, Said>();
        all.stream()
                .filter(said -> !known.containsKey(said.externalId()))
                .sorted(Comparator.comparing(Said::at))
                .forEach(said -> fresh.putIfAbsent(said.externalId(), said));
        if (!fresh.isEmpty()) {
            bring(brand, fresh);
        }
        return new Brought(fresh.size(), all.size() - fresh.size(), 0);
    }

    private void bring(Brand brand, Map<String, Said> fresh) {
        var here = here(
                fresh.values().stream().map(said -> said.conversation().value()).toList());
        catalogue.products(brand.id()); // read here, in this transaction, before several threads want them
        var opening = new HashSet<UUID>();
        var first = new HashSet<String>();
        for (var said : fresh.values()) {
            if (!here.containsKey(said.conversation().value())
                    && opening.add(said.conversation().value())) {
                first.add(said.externalId());
            }
        }
        var placed = fresh.values().parallelStream()
                .map(said -> placed(said, here, first.contains(said.externalId())))
                .toList();
        var begun = placed.stream().filter(Placed::opens).toList();
        open(brand, begun);
        var messages = placed.stream().map(Placed::row).toList();
        rows.insert(brand.id(), messages);
        rows.count(messages, List.of());
        tag(brand.id(), begun);
        attach(brand.id(), placed);
        copy(brand.id(), placed);
        telling.said(brand, placed);
    }

    /** Where each of these conversations is now: itself, or the one that it went into; those that are not here are not named. */
    private Map<UUID, UUID> here(List<UUID> conversations) {
        var here = new HashMap<UUID, UUID>();
        db.sql("""
                select c.id, c.id as now from conversation.conversation c where c.id = any(:ids)
                union all
                select m.id, m.into_conversation from conversation.merged m where m.id = any(:ids)
                """).param("ids", Columns.uuids(conversations)).query(row -> {
            here.put(Rows.uuid(row, "id"), Rows.uuid(row, "now"));
        });
        return here;
    }

    private static Placed placed(Said said, Map<UUID, UUID> here, boolean opens) {
        var id = Ids.next();
        var conversation = here.getOrDefault(
                said.conversation().value(), said.conversation().value());
        var html = said.html() == null ? null : SAFE.sanitize(said.html()).replace("\0", "");
        var text = said.text().isBlank() && html != null ? PlainText.ofSafe(html) : said.text();
        var row = new HistoryRows.Message(
                id,
                conversation,
                said.visibility(),
                said.author() instanceof Author.Outside(var person) ? person.value() : null,
                said.author() instanceof Author.House(var teammate) ? teammate.value() : null,
                null,
                said.externalId(),
                said.originUrl(),
                said.language() != null
                        ? said.language()
                        : LanguageGuess.of(text).map(Locale::getLanguage).orElse(null),
                text,
                html,
                said.aside().quoted(),
                said.aside().origin(),
                said.aside().remotePictures(),
                said.at());
        return new Placed(id, conversation, opens, said, row);
    }

    private void open(Brand brand, List<Placed> all) {
        if (all.isEmpty()) {
            return;
        }
        var next = new long[] {rows.numbers(brand.id(), all.size())};
        var numbers = new HashMap<UUID, Long>();
        all.forEach(placed -> numbers.put(placed.conversation(), next[0]++));
        var place = catalogue.square(brand.id()).map(Place::id).orElse(null);
        // The messages are counted in when they are there.
        db.sql("""
                insert into conversation.conversation (brand, id, number, slug, subject, language, state, visibility, channel, place,
                    product, person, opened_at, last_message, last_message_at, origin_url)
                select :brand, o.id, o.number, o.slug, o.subject, o.language, 'waiting', o.visibility, :channel,
                       case o.visibility when 'public' then :place::uuid end, o.product, o.person, o.at, o.message, o.at, o.origin
                  from unnest(:ids, :numbers, :slugs, :subjects, :languages, :visibilities, :products, :people, :ats, :messages, :origins)
                       as o(id, number, slug, subject, language, visibility, product, person, at, message, origin)
                """)
                .param("brand", brand.id().value())
                .param("channel", History.CHANNEL)
                .param("place", place)
                .param("ids", Columns.uuids(all, Placed::conversation))
                .param("numbers", Columns.numbers(all, o -> Objects.requireNonNull(numbers.get(o.conversation()))))
                .param("slugs", Columns.texts(all, o -> Slug.of(o.said().subject())))
                .param("subjects", Columns.texts(all, o -> o.said().subject()))
                .param(
                        "languages",
                        Columns.texts(
                                all,
                                o -> o.row().language() == null
                                        ? brand.language()
                                        : o.row().language()))
                .param(
                        "visibilities",
                        Columns.texts(all, o -> o.said().visibility().word()))
                .param("products", Columns.uuids(all, o -> product(brand, o)))
                .param(
                        "people",
                        Columns.uuids(
                                all,
                                o -> Objects.requireNonNull(o.said().with()).value()))
                .param("ats", Columns.times(all, o -> o.said().at()))
                .param("messages", Columns.uuids(all, Placed::message))
                .param("origins", Columns.texts(all, o -> o.said().originUrl()))
                .update();
    }

    private @Nullable UUID product(Brand brand, Placed placed) {
        return catalogue
                .named(brand.id(), placed.said().subject() + "\n" + placed.row().text())
                .map(Product::id)
                .orElse(null);
    }

    private void tag(BrandId brand, List<Placed> begun) {
        var conversations = new ArrayList<UUID>();
        var tags = new ArrayList<String>();
        for (var placed : begun) {
            for (var tag : Set.copyOf(placed.said().tags())) {
                conversations.add(placed.conversation());
                tags.add(tag);
            }
        }
        rows.tag(brand, conversations, tags);
    }

    private void attach(BrandId brand, List<Placed> all) {
        var files = all.stream().flatMap(placed -> files(placed).stream()).toList();
        if (files.isEmpty()) {
            return;
        }
        db.sql("""
                insert into conversation.attachment (brand, id, message, position, name, type, bytes, file, thumb, width, height, alt)
                select :brand, a.* from unnest(:ids, :messages, :positions::int[], :names, :types, :bytes, :files, :thumbs,
                    :widths::int[], :heights::int[], :words)
                    as a(id, message, position, name, type, bytes, file, thumb, width, height, alt)
                """)
                .param("brand", brand.value())
                .param("ids", Columns.uuids(files, f -> Ids.next()))
                .param("messages", Columns.uuids(files, File::message))
                .param("positions", Columns.numbers(files, f -> (long) f.position()))
                .param("names", Columns.texts(files, File::name))
                .param("types", Columns.texts(files, File::type))
                .param("bytes", Columns.numbers(files, File::bytes))
                .param("files", Columns.texts(files, File::file))
                .param("thumbs", Columns.texts(files, File::thumb))
                .param(
                        "widths",
                        Columns.texts(
                                files, f -> f.width() == null ? null : f.width().toString()))
                .param(
                        "heights",
                        Columns.texts(
                                files,
                                f -> f.height() == null ? null : f.height().toString()))
                .param("words", Columns.texts(files, File::words))
                .update();
    }

    private static List<File> files(Placed placed) {
        var files = new ArrayList<File>();
        for (var picture : placed.said().pictures()) {
            files.add(new File(
                    placed.message(),
                    files.size(),
                    picture.name(),
                    picture.type(),
                    picture.bytes(),
                    picture.file(),
                    picture.thumb(),
                    picture.width(),
                    picture.height(),
                    picture.alt()));
        }
        for (var file : placed.said().aside().files()) {
            files.add(new File(
                    placed.message(),
                    files.size(),
                    file.name(),
                    file.type(),
                    file.bytes(),
                    file.file(),
                    null,
                    null,
                    null,
                    file.words()));
        }
        return files;
    }

    private void copy(BrandId brand, List<Placed> all) {
        var copies = new ArrayList<Copy>();
        for (var placed : all) {
            var position = 0;
            for (var copied : placed.said().aside().copies()) {
                if (position < Copies.MOST_KEPT) {
                    copies.add(new Copy(placed.message(), position++, copied));
                }
            }
        }
        if (copies.isEmpty()) {
            return;
        }
        db.sql("""
                insert into conversation.copy (brand, message, position, name, email)
                select :brand, c.* from unnest(:messages, :positions::int[], :names, :emails) as c(message, position, name, email)
                on conflict do nothing
                """)
                .param("brand", brand.value())
                .param("messages", Columns.uuids(copies, Copy::message))
                .param("positions", Columns.numbers(copies, c -> (long) c.position()))
                .param("names", Columns.texts(copies, c -> c.copied().name()))
                .param("emails", Columns.texts(copies, c -> c.copied().email()))
                .update();
    }
}

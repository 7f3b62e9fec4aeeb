package parvis.importer;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.TeammateId;
import parvis.conversation.ConversationId;
import parvis.conversation.History;
import parvis.conversation.History.Author;
import parvis.conversation.History.Brought;
import parvis.conversation.History.Said;
import parvis.conversation.Incoming;
import parvis.conversation.Visibility;
import parvis.database.Ids;
import parvis.file.Sha256;
import parvis.importer.Progress.Stage;
import parvis.importer.Summary.Reason;
import parvis.importer.Summary.What;
import parvis.importer.Table.Line;
import parvis.mime.Mailbox;
import parvis.person.EmailAddress;
import parvis.person.PersonId;
import parvis.person.Strangers;
import parvis.person.Strangers.Described;
import parvis.person.Strangers.Met;
import parvis.person.Strangers.Stranger;
import parvis.text.Clean;
import parvis.text.PlainText;

/** A table of people, or of messages in conversations, that another program exported; each line counts for itself. */
@Component
public class Csv {
    private static final int LONGEST = 300;
    private static final int LONGEST_CITY = 80;
    private static final int LONGEST_ADDRESS = 2048;
    private static final int SOME = 500;
    private static final Set<String> HOUSE = Set.of(
            "house",
            "staff",
            "agent",
            "us",
            "out",
            "outgoing",
            "outbound",
            "sent",
            "support",
            "admin",
            "team",
            "maison",
            "equipe",
            "équipe",
            "nous",
            "sortant",
            "envoye",
            "envoyé",
            "conseiller",
            "conseillère");
    private static final Set<String> YES =
            Set.of("yes", "true", "1", "y", "public", "oui", "o", "vrai", "publique", "x");

    private record Told(
            Line line,
            String key,
            String externalId,
            @Nullable Stranger customer,
            @Nullable TeammateId by,
            Instant at,
            String text) {}

    private record Listed(
            Stranger who, @Nullable String city, @Nullable String language) {}

    private final History history;
    private final Strangers strangers;
    private final Named named;
    private final Colleagues house;
    private final Clock clock;

    Csv(History history, Strangers strangers, Named named, Colleagues house, Clock clock) {
        this.history = history;
        this.strangers = strangers;
        this.named = named;
        this.house = house;
        this.clock = clock;
    }

    /**
     * Brings what is not here yet.
     *
     * @param called the name under which lines without an id of their own are remembered, beside what they say
     * @param own more addresses of the house than it has today
     */
    public Summary bring(
            Brand brand, Table table, Mapping mapping, String called, List<String> own, Listener listener) {
        listener.progress(Progress.reading());
        var leftOut = new LeftOut(listener);
        var batches = new Batches(history, all -> meet(brand, called, all), brand, leftOut, listener);
        var lines = lines(table);
        var brought = new EnumMap<What, Brought>(What.class);
        switch (mapping.about()) {
            case PEOPLE -> brought.put(What.PEOPLE, people(brand, table, mapping, lines, batches, leftOut));
            case CONVERSATIONS ->
                brought.put(
                        What.MESSAGES,
                        messages(brand, table, mapping, called, house.of(brand, own), lines, batches, leftOut));
        }
        return new Summary(called, brought, batches.people(), leftOut.all(), leftOut.examples());
    }

    private static long lines(Table table) {
        var many = new long[1];
        table.read(line -> many[0]++);
        return many[0];
    }

    /** Those with an address are known by it, the others by their name in this table. */
    private Met meet(Brand brand, String called, java.util.Collection<Stranger> all) {
        var byMail =
                all.stream().filter(who -> EmailAddress.isPlausible(who.key())).toList();
        var byName =
                all.stream().filter(who -> !EmailAddress.isPlausible(who.key())).toList();
        var one = strangers.meetByMail(brand.id(), byMail);
        var other = strangers.meet(brand.id(), "csv:" + called, byName);
        var both = new HashMap<>(one.byKey());
        both.putAll(other.byKey());
        var erased = new HashSet<>(one.erased());
        erased.addAll(other.erased());
        return new Met(both, one.made() + other.made(), erased);
    }

    private Brought people(Brand brand, Table table, Mapping mapping, long lines, Batches batches, LeftOut leftOut) {
        var moments = moments(brand, table, mapping, Field.SINCE);
        var now = clock.instant();
        var batch = batches.<Listed>of(Stage.PEOPLE, lines, Listed::who, (all, who) -> described(all, who));
        table.read(line -> {
            var email = EmailAddress.normal(mapping.line(Field.EMAIL, line.fields(), LONGEST));
            var since = moments.read(mapping.raw(Field.SINCE, line.fields())).filter(at -> at.isBefore(now));
            var who = who(table, mapping, line, since.orElse(now));
            if (who.isEmpty()) {
                leave(leftOut, batches, reason(table, mapping, line, email), line);
            } else {
                var city = mapping.line(Field.CITY, line.fields(), LONGEST_CITY);
                batch.add(new Listed(who.get(), city.isEmpty() ? null : city, language(mapping, line)));
            }
        });
        var all = batch.end();
        return new Brought((int) batches.people(), all.added() - (int) batches.people(), 0);
    }

    private Brought described(List<Listed> all, Function<Stranger, PersonId> who) {
        strangers.describe(all.stream()
                .map(listed -> new Described(who.apply(listed.who()), listed.city(), listed.language()))
                .toList());
        return new Brought(all.size(), 0, 0);
    }

    private static void leave(LeftOut leftOut, Batches batches, Reason reason, Line line) {
        leftOut.add(reason, Long.toString(line.number()));
        batches.passed(1);
    }

    private static Reason reason(Table table, Mapping mapping, Line line, String email) {
        if (line.fields().size() > table.columns().size()) {
            return Reason.FIELDS;
        }
        return !email.isEmpty() && !EmailAddress.isPlausible(email) ? Reason.BAD_ADDRESS : Reason.NO_SENDER;
    }

    /** Nobody when the line has too many fields, an address that is none, or neither address nor name. */
    private static Optional<Stranger> who(Table table, Mapping mapping, Line line, Instant at) {
        var email = EmailAddress.normal(mapping.line(Field.EMAIL, line.fields(), LONGEST));
        var name = mapping.line(Field.NAME, line.fields(), LONGEST);
        if (name.isEmpty() || mapping.columns().containsKey(Field.FIRST_NAME)) {
            var first = mapping.line(Field.FIRST_NAME, line.fields(), LONGEST);
            var last = mapping.line(Field.LAST_NAME, line.fields(), LONGEST);
            name = (first + " " + (last.isEmpty() ? name : last)).strip();
        }
        if (line.fields().size() > table.columns().size() || email.isEmpty() && name.isEmpty()) {
            return Optional.empty();
        }
        if (email.isEmpty()) {
            return Optional.of(new Stranger("name:" + name, Texts.name(name, "?"), at));
        }
        return EmailAddress.isPlausible(email)
                ? Optional.of(new Stranger(email, Texts.name(name, email.replaceFirst("@.*", "")), at))
                : Optional.empty();
    }

    private Brought messages(
            Brand brand,
            Table table,
            Mapping mapping,
            String called,
            Ours ours,
            long lines,
            Batches batches,
            LeftOut leftOut) {
        var owner = house.owner(brand);
        var moments = moments(brand, table, mapping, Field.DATE);
        var now = clock.instant();
        var batch = batches.<Told>of(
                Stage.MESSAGES, lines, Told::customer, (all, who) -> bring(brand, mapping, called, all, who, leftOut));
        table.read(line -> {
            var email = EmailAddress.normal(mapping.line(Field.EMAIL, line.fields(), LONGEST));
            var at = moments.read(mapping.raw(Field.DATE, line.fields()));
            var text = Clean.text(mapping.raw(Field.TEXT, line.fields()), Incoming.MOST_TEXT)
                    .text();
            if (at.isEmpty()) {
                leave(leftOut, batches, Reason.UNDATED, line);
                return;
            }
            if (text.isBlank()) {
                leave(leftOut, batches, Reason.NO_TEXT, line);
                return;
            }
            var date = at.get().isAfter(now) ? now : at.get();
            var ofHouse = ofHouse(mapping, line, ours, email);
            var who = who(table, mapping, line, date);
            var key = mapping.line(Field.CONVERSATION, line.fields(), LONGEST);
            var name = who.map(Stranger::name).orElse("");
            var by = ofHouse ? ours.colleague(new Mailbox(name, email)).orElse(owner) : null;
            if (ofHouse && by == null) {
                leave(leftOut, batches, Reason.NO_COLLEAGUE, line);
            } else if (!ofHouse && who.isEmpty()) {
                leave(leftOut, batches, reason(table, mapping, line, email), line);
            } else {
                var id = mapping.line(Field.ID, line.fields(), LONGEST);
                batch.add(new Told(
                        line,
                        "csv:" + called + ":" + (key.isEmpty() ? "line " + hash(line) : key),
                        "csv:" + called + ":" + (id.isEmpty() ? hash(line) : id),
                        ofHouse ? null : who.orElseThrow(),
                        by,
                        date,
                        text));
            }
        });
        return batch.end();
    }

    private static boolean ofHouse(Mapping mapping, Line line, Ours ours, String email) {
        var from = mapping.line(Field.FROM, line.fields(), LONGEST).toLowerCase(Locale.ROOT);
        return HOUSE.contains(from) || !email.isEmpty() && ours.holds(email) || from.contains("@") && ours.holds(from);
    }

    private Brought bring(
            Brand brand,
            Mapping mapping,
            String called,
            List<Told> all,
            Function<Stranger, PersonId> who,
            LeftOut leftOut) {
        var conversations = new HashMap<>(
                named.find(brand.id(), all.stream().map(Told::key).distinct().toList()));
        var customers = new HashMap<String, PersonId>();
        for (var told : all) {
            if (told.customer() != null) {
                customers.putIfAbsent(told.key(), who.apply(told.customer()));
            }
        }
        var said = new ArrayList<Said>();
        for (var told : all) {
            var with = customers.get(told.key());
            if (with == null && !conversations.containsKey(told.key())) {
                leftOut.add(Reason.ANSWER_ASTRAY, Long.toString(told.line().number()));
                continue;
            }
            var conversation = conversations.computeIfAbsent(told.key(), key -> new ConversationId(Ids.next()));
            said.add(said(mapping, told, conversation, with, who));
        }
        named.keep(brand.id(), conversations);
        return history.talks(brand, said);
    }

    private static Said said(
            Mapping mapping,
            Told told,
            ConversationId conversation,
            @Nullable PersonId with,
            Function<Stranger, PersonId> who) {
        var fields = told.line().fields();
        var subject =
                PlainText.cut(mapping.line(Field.SUBJECT, fields, 2 * Incoming.MOST_SUBJECT), Incoming.MOST_SUBJECT);
        var address = mapping.line(Field.ADDRESS, fields, LONGEST_ADDRESS);
        var shown = YES.contains(mapping.line(Field.PUBLIC, fields, LONGEST).toLowerCase(Locale.ROOT));
        return new Said(
                told.externalId(),
                conversation,
                shown ? Visibility.PUBLIC : Visibility.PRIVATE,
                with,
                told.by() == null
                        ? new Author.Outside(who.apply(java.util.Objects.requireNonNull(told.customer())))
                        : new Author.House(told.by()),
                subject.isBlank() ? Texts.subject(PlainText.excerpt(told.text(), 80)) : subject,
                told.text(),
                null,
                language(mapping, told.line()),
                told.at(),
                Texts.tags(mapping.raw(Field.TAGS, fields).replaceAll("[,;]", "|")).stream()
                        .map(String::strip)
                        .toList(),
                address.matches("https?://.+") ? address : null,
                List.of(),
                new Incoming.Aside(null, Incoming.Origin.PERSON, List.of(), 0));
    }

    private static @Nullable String language(Mapping mapping, Line line) {
        var written = mapping.line(Field.LANGUAGE, line.fields(), LONGEST).toLowerCase(Locale.ROOT);
        return written.startsWith("fr") ? "fr" : written.startsWith("en") || written.startsWith("ang") ? "en" : null;
    }

    private static Moments moments(Brand brand, Table table, Mapping mapping, Field field) {
        var some = new ArrayList<String>();
        table.read(line -> {
            if (some.size() < SOME) {
                some.add(mapping.raw(field, line.fields()));
            }
        });
        return new Moments(brand.zone(), some);
    }

    private static String hash(Line line) {
        return Sha256.of(String.join("\u001F", line.fields()).getBytes(StandardCharsets.UTF_8));
    }
}

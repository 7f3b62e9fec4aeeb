package parvis.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Place;
import parvis.brand.Product;
import parvis.conversation.History.Brought;
import parvis.conversation.History.Question;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Ids;
import parvis.text.LanguageGuess;
import parvis.text.Slug;

/** Questions of the past: each opens a conversation under the next number, without a clock. */
@Component
class HistoryQuestions {

    record Opened(
            UUID conversation,
            UUID message,
            Question question,
            String slug,
            String language,
            @Nullable UUID product) {

        HistoryRows.Message opening() {
            return new HistoryRows.Message(
                    message,
                    conversation,
                    Visibility.PUBLIC,
                    question.author().value(),
                    null,
                    null,
                    question.externalId(),
                    question.originUrl(),
                    language,
                    question.text(),
                    question.html(),
                    null,
                    Incoming.Origin.PERSON,
                    0,
                    question.at());
        }
    }

    private final JdbcClient db;
    private final HistoryRows rows;
    private final Catalogue catalogue;
    private final HistoryTelling telling;

    HistoryQuestions(JdbcClient db, HistoryRows rows, Catalogue catalogue, HistoryTelling telling) {
        this.db = db;
        this.rows = rows;
        this.catalogue = catalogue;
        this.telling = telling;
    }

    Brought bring(Brand brand, List<Question> questions) {
        var known = rows.messages(questions.stream().map(Question::externalId).toList());
        var seen = new HashSet<String>();
        var unknown = questions.stream()
                .filter(q -> !known.containsKey(q.externalId()) && seen.add(q.externalId()))
                .toList();
        catalogue.products(brand.id()); // read here, in this transaction, before several threads want them
        var fresh = unknown.parallelStream().map(q -> opened(brand, q)).toList();
        if (!fresh.isEmpty()) {
            open(brand.id(), place(brand), fresh);
            rows.insert(brand.id(), fresh.stream().map(Opened::opening).toList());
            tag(brand.id(), fresh);
            telling.asked(brand, fresh);
        }
        return new Brought(fresh.size(), questions.size() - fresh.size(), 0);
    }

    private Opened opened(Brand brand, Question question) {
        var words = question.subject() + "\n" + question.text();
        var guess = LanguageGuess.of(words).map(Locale::getLanguage).orElse(null);
        return new Opened(
                Ids.next(),
                Ids.next(),
                question,
                Slug.of(question.subject()),
                guess == null ? brand.language() : guess,
                catalogue.named(brand.id(), words).map(Product::id).orElse(null));
    }

    private @Nullable UUID place(Brand brand) {
        return catalogue.square(brand.id()).map(Place::id).orElse(null);
    }

    private void open(BrandId brand, @Nullable UUID place, List<Opened> all) {
        var first = rows.numbers(brand, all.size());
        var numbers = new HashMap<UUID, Long>();
        for (var i = 0; i < all.size(); i++) {
            numbers.put(all.get(i).conversation(), first + i);
        }
        db.sql("""
                insert into conversation.conversation (brand, id, number, slug, subject, language, state, visibility, channel, place,
                    product, person, opened_at, messages, public_messages, last_message, last_message_at, closed_at, origin_url)
                select :brand, o.id, o.number, o.slug, o.subject, o.language, case when o.closed is null then 'waiting' else 'closed' end,
                       'public', :channel, :place, o.product, o.person, o.at, 1, 1, o.message, o.at, o.closed, o.origin
                  from unnest(:ids, :numbers, :slugs, :subjects, :languages, :products, :people, :ats, :messages, :closed, :origins)
                       as o(id, number, slug, subject, language, product, person, at, message, closed, origin)
                """)
                .param("brand", brand.value())
                .param("channel", History.CHANNEL)
                .param("place", place)
                .param("ids", Columns.uuids(all, Opened::conversation))
                .param("numbers", Columns.numbers(all, o -> Objects.requireNonNull(numbers.get(o.conversation()))))
                .param("slugs", Columns.texts(all, Opened::slug))
                .param("subjects", Columns.texts(all, o -> o.question().subject()))
                .param("languages", Columns.texts(all, Opened::language))
                .param("products", Columns.uuids(all, Opened::product))
                .param("people", Columns.uuids(all, o -> o.question().author().value()))
                .param("ats", Columns.times(all, o -> o.question().at()))
                .param("messages", Columns.uuids(all, Opened::message))
                .param("closed", Columns.times(all, o -> o.question().closed()))
                .param("origins", Columns.texts(all, o -> o.question().originUrl()))
                .update();
    }

    private void tag(BrandId brand, List<Opened> all) {
        var conversations = new ArrayList<UUID>();
        var tags = new ArrayList<String>();
        for (var opened : all) {
            for (var tag : opened.question().tags()) {
                conversations.add(opened.conversation());
                tags.add(tag);
            }
        }
        rows.tag(brand, conversations, tags);
    }
}

package parvis.square;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Place;
import parvis.brand.Product;
import parvis.brand.Team;
import parvis.clock.Solved;
import parvis.conversation.State;
import parvis.database.Rows;
import parvis.square.page.Author;
import parvis.square.page.Outcome;
import parvis.square.page.QuestionRow;

/** Questions as lists show them: what every list selects, and how a row is read. */
@Component
class QuestionRows {
    private static final String FROM = """
            select c.id, c.number, c.slug, c.subject, c.language, c.state, c.opened_at, c.last_message_at, c.due_at, c.product,
                   c.answers as house_answers,
                   asker.name as asker_name, asker.handle as asker_handle,
                   kept.at as kept_at, kept.teammate as kept_teammate, helper.name as helper_name, helper.handle as helper_handle,
                   same.number as duplicate_number,
                   (select count(*) from conversation.message m
                     where m.brand = c.brand and m.conversation = c.id and m.visibility = 'public' and m.state = 'sent' and m.hidden_at is null
                       and m.parent is null and m.person is distinct from c.person) as answers
              from conversation.conversation c
              join person.person asker on asker.brand = c.brand and asker.id = c.person
              left join conversation.message kept on kept.brand = c.brand and kept.id = c.retained
                        and kept.visibility = 'public' and kept.hidden_at is null
              left join person.person helper on helper.brand = kept.brand and helper.id = kept.person
              left join conversation.conversation same on same.brand = c.brand and same.id = c.duplicate_of
                        and same.visibility = 'public' and same.hidden_at is null
            """;
    /** Only what everybody may read. A query adds its own conditions, order and limit. */
    static final String SELECT = FROM + " where " + readable(null);

    private final Catalogue catalogue;
    private final Team team;

    /** What those read who may read in this place, as a condition on {@code c}; without one, what everybody reads. */
    static String readable(@Nullable Place place) {
        if (place == null) {
            return "c.visibility = 'public' and c.hidden_at is null";
        }
        return "c.place = :place and c.hidden_at is null and "
                + switch (place.visibility()) {
                    case PUBLIC -> "c.visibility = 'public'";
                    case MEMBERS -> "c.visibility = 'members'";
                    case INTERNAL, AGENCY -> "c.visibility = 'private' and c.spam_at is null";
                };
    }

    static String select(@Nullable Place place) {
        return place == null ? SELECT : FROM + " where " + readable(place);
    }

    QuestionRows(Catalogue catalogue, Team team) {
        this.catalogue = catalogue;
        this.team = team;
    }

    RowMapper<QuestionRow> of(Brand brand, Instant now) {
        return (row, n) -> {
            var number = row.getLong("number");
            var product = Rows.uuidOrNull(row, "product");
            return new QuestionRow(
                    Rows.uuid(row, "id"),
                    number,
                    "/questions/" + number + "-" + row.getString("slug"),
                    row.getString("subject"),
                    row.getString("language"),
                    Author.member(row.getString("asker_name"), row.getString("asker_handle"), null),
                    Rows.instant(row, "opened_at"),
                    Rows.instant(row, "last_message_at"),
                    product == null
                            ? null
                            : catalogue
                                    .product(brand.id(), product)
                                    .map(Product::name)
                                    .orElse(null),
                    outcome(brand, row, now));
        };
    }

    private Outcome outcome(Brand brand, ResultSet row, Instant now) throws SQLException {
        var kept = Rows.instantOrNull(row, "kept_at");
        var duplicate = row.getObject("duplicate_number", Long.class);
        return outcome(
                brand,
                State.of(row.getString("state")),
                Rows.instant(row, "opened_at"),
                kept,
                kept == null ? null : helper(brand, row),
                row.getInt("answers"),
                row.getInt("house_answers") > 0,
                Rows.instantOrNull(row, "due_at"),
                duplicate,
                now);
    }

    /** What became of it, by what the house knows of it. */
    static Outcome outcome(
            Brand brand,
            State state,
            Instant asked,
            @Nullable Instant kept,
            @Nullable Author by,
            int answers,
            boolean houseAnswered,
            @Nullable Instant due,
            @Nullable Long duplicate,
            Instant now) {
        var kind = switch (state) {
            case SATISFIED -> Outcome.Kind.SOLVED;
            case CLOSED -> kept != null && duplicate == null ? Outcome.Kind.SOLVED : Outcome.Kind.CLOSED;
            case WAITING -> answers > 0 || houseAnswered ? Outcome.Kind.ANSWERED : Outcome.Kind.WAITING;
            case OPEN -> due == null && answers > 0 ? Outcome.Kind.ANSWERED : Outcome.Kind.WAITING;
        };
        return new Outcome(
                kind,
                kept == null ? null : Solved.in(brand.hours(), asked, kept),
                by,
                answers,
                due,
                due == null || !due.isBefore(now)
                        ? Duration.ZERO
                        : brand.hours().between(due, now),
                duplicate);
    }

    private @Nullable Author helper(Brand brand, ResultSet row) throws SQLException {
        var teammate = Rows.uuidOrNull(row, "kept_teammate");
        if (teammate != null) {
            return house(brand, teammate);
        }
        var name = Rows.textOrNull(row, "helper_name");
        return name == null ? null : Author.member(name, row.getString("helper_handle"), null);
    }

    @Nullable
    Author house(Brand brand, UUID teammate) {
        return team.byId(brand.id(), teammate).map(Author::house).orElse(null);
    }
}

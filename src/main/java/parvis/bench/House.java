package parvis.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * A house with very many conversations, written straight into PostgreSQL: one message each, of sentences that people wrote, from
 * three years, a few of them open; and some conversations that are long. The first brand of the demo gets them.
 */
final class House {
    /** Of the long conversations. */
    static final int LONG = 500;

    private static final int LONG_ONES = 16;
    private static final int PEOPLE = 50_000;
    private static final int STEP = 100_000;

    private final Connection connection;
    private final Consumer<String> progress;

    House(Connection connection, Consumer<String> progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /** How many conversations there are. */
    int conversations() throws SQLException {
        return (int) one("select count(*) from conversation.conversation where brand = " + BRAND);
    }

    /** The public numbers of the long conversations. */
    long[] longOnes() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select number from conversation.conversation where brand = " + BRAND
                        + " and messages >= " + LONG)) {
            var numbers = java.util.stream.LongStream.builder();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers.build().toArray();
        }
    }

    private static final String BRAND = "(select brand from brand.brand where slug = 'tilleul')";

    /** All of it or nothing: an interrupted house is begun again. */
    void fill(int many, Sentences sentences) throws SQLException {
        connection.setAutoCommit(false);
        write(many, sentences);
        connection.commit();
        connection.setAutoCommit(true);
        for (var table :
                new String[] {"conversation.conversation", "conversation.message", "person.person", "person.identity"
                }) {
            run("vacuum analyze " + table);
        }
    }

    private void write(int many, Sentences sentences) throws SQLException {
        // Whoever writes rows that belong together need not ask each time whether they do.
        run("set session_replication_role = replica");
        run("set work_mem = '64MB'");
        write(sentences);
        run(
                "create temp table house as select " + BRAND
                        + " as brand, ?::timestamptz as now, (select coalesce(max(number), 0) + 1 from conversation.conversation) as first",
                Timestamp.from(Clock.systemUTC().instant()));
        run("""
            create temp table who as select gen_random_uuid() as id, n from generate_series(1, %d) n
            """.formatted(PEOPLE));
        run("create unique index on who (n)");
        run("""
            insert into person.person (brand, id, name, handle, language, since)
            select h.brand, w.id, 'Personne ' || w.n, 'personne-' || h.first || '-' || w.n, case when w.n % 3 = 0 then 'en' else 'fr' end,
                   h.now - interval '3 years' from who w, house h
            """);
        run("""
            insert into person.identity (brand, id, person, kind, value, proof, at)
            select h.brand, gen_random_uuid(), w.id, 'email', 'personne-' || h.first || '-' || w.n || '@mel.example', 'probable', h.now - interval '3 years'
              from who w, house h
            """);
        run("""
            create temp table colleague as select id, row_number() over (order by id) as n from brand.teammate where brand = %s
            """.formatted(BRAND));
        run(
                "create temp table thing as select id, row_number() over (order by id) as n from brand.product where brand = "
                        + BRAND);
        for (var from = 0; from < many; from += STEP) {
            conversations(from, Math.min(many, from + STEP), many);
            progress.accept("%d conversations written".formatted(Math.min(many, from + STEP)));
        }
        run("""
            insert into conversation.counter (brand, last)
            select h.brand, (select max(number) from conversation.conversation c where c.brand = h.brand) from house h
            on conflict (brand) do update set last = excluded.last
            """);
    }

    private void write(Sentences sentences) throws SQLException {
        run("create temp table sentence (language text, n int, text text, primary key (language, n))");
        for (var language : new String[] {"fr", "en"}) {
            var of = sentences.of(language).toArray(String[]::new);
            run(
                    "insert into sentence select '" + language
                            + "', n, text from unnest(?) with ordinality as s(text, n)",
                    connection.createArrayOf("text", of));
        }
    }

    /** Some at a time, so that one can see how it comes along. */
    private void conversations(int from, int to, int all) throws SQLException {
        run("drop table if exists part");
        run("""
            create temp table part as
            select g.n, gen_random_uuid() as id, gen_random_uuid() as message,
                   case when g.n %% 2 = 0 then 'fr' else 'en' end as language,
                   case when g.n %% 100 < 2 then 'open' when g.n %% 100 < 10 then 'waiting' when g.n %% 100 < 70 then 'satisfied' else 'closed' end
                       as state,
                   h.now - interval '3 years' * (%d - g.n)::float8 / %d as at,
                   h.now + interval '1 minute' * (hashint4(g.n) %% 4000) as due,
                   (select id from who where who.n = 1 + abs(hashint4(g.n + 7)::bigint) %% %d) as person,
                   (select id from colleague where colleague.n = abs(hashint4(g.n + 11)::bigint) %% 12) as owner,
                   (select id from thing where thing.n = abs(hashint4(g.n + 13)::bigint) %% 12) as product,
                   (array['api', 'mail', 'import', 'square', 'square'])[1 + abs(hashint4(g.n + 17)::bigint) %% 5] as channel,
                   case when abs(hashint4(g.n + 17)::bigint) %% 5 < 3 then 'private' else 'public' end as visibility
              from generate_series(%d, %d) g(n), house h
            """.formatted(all, all, PEOPLE, from, to - 1));
        run("""
            create temp table said as
            select p.id, array_agg(s.text order by k) as texts
              from part p cross join generate_series(1, 4) k
              join (select language, count(*) as many from sentence group by language) m on m.language = p.language
              join sentence s on s.language = p.language and s.n = 1 + abs(hashint8(p.n * 4 + k)) % m.many
             group by p.id
            """);
        run("analyze part");
        run("analyze said");
        run("""
            insert into conversation.conversation (brand, id, number, slug, subject, language, state, visibility, channel, place, product,
                person, owner, opened_at, promise_minutes, clock_since, due_at, messages, public_messages, last_message, last_message_at,
                satisfied_at, closed_at)
            select h.brand, p.id, h.first + p.n, 'question-' || p.n, left(s.texts[1], 150), p.language, p.state, p.visibility, p.channel,
                   (select id from brand.place where brand = h.brand and p.visibility = 'public' and visibility = 'public' limit 1),
                   p.product, p.person, p.owner, p.at, case when p.state = 'open' then 60 end, case when p.state = 'open' then p.at end,
                   case when p.state = 'open' then p.due end, 1, case p.visibility when 'public' then 1 else 0 end, p.message, p.at,
                   case when p.state = 'satisfied' then p.at end, case when p.state = 'closed' then p.at end
              from part p join said s on s.id = p.id, house h
            """);
        run("""
            insert into conversation.message (brand, id, conversation, kind, visibility, person, channel, external_id, language, text, at)
            select h.brand, p.message, p.id, 'received', p.visibility, p.person, p.channel, 'house-' || h.first + p.n, p.language,
                   array_to_string(s.texts, ' '), p.at
              from part p join said s on s.id = p.id, house h
            """);
        if (from == 0) {
            lengthen();
        }
        run("drop table said");
    }

    private void lengthen() throws SQLException {
        run("""
            create temp table long_one as select p.*, s.texts from part p join said s on s.id = p.id order by p.n limit %d
            """.formatted(LONG_ONES));
        run("""
            insert into conversation.message (brand, id, conversation, kind, visibility, person, channel, external_id, language, text, at)
            select h.brand, gen_random_uuid(), l.id, 'received', l.visibility, l.person, l.channel, 'house-' || h.first + l.n || '-' || k, l.language,
                   array_to_string(l.texts, ' '), l.at + interval '1 minute' * k
              from long_one l, generate_series(1, %d) k, house h
            """.formatted(LONG - 1));
        run("""
            update conversation.conversation c
               set messages = %d, public_messages = case c.visibility when 'public' then %d else 0 end,
                   last_message_at = l.at + interval '1 minute' * %d,
                   last_message = (select m.id from conversation.message m where m.brand = c.brand and m.conversation = c.id
                                    order by m.at desc limit 1)
              from long_one l where c.brand = (select brand from house) and c.id = l.id
            """.formatted(LONG, LONG, LONG - 1));
    }

    private void run(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }

    private long one(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

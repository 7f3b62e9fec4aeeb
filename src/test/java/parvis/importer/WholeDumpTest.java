package parvis.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.xml.parsers.SAXParserFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.database.Transactions;
import parvis.support.ProductTest;

/** A whole site as its users left it, counted by another reader of its files. */
@ProductTest
class WholeDumpTest {
    private static final Path DUMP = Path.of("../shared/data/forums/se_french_meta");

    @Autowired
    StackExchange stackExchange;

    @Autowired
    BrandCreation creation;

    @Autowired
    Brands brands;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @Test
    void everyQuestionAnswerAndCommentOfARealSiteIsThereOnce() throws Exception {
        assumeTrue(Files.isDirectory(DUMP), "The shared dump is not here");
        var posts = rows("Posts.xml");
        var comments = rows("Comments.xml");
        var brand = House.make(creation, brands);

        var summary = stackExchange.bring(brand, DUMP, null, null, p -> {});

        assertThat(summary.source()).isEqualTo("french.meta.stackexchange.com");
        assertThat(externalIds(brand, "post")).isEqualTo(ids(posts, p -> "12".contains(p.get("PostTypeId"))));
        assertThat(externalIds(brand, "comment")).isEqualTo(ids(comments, c -> true));
        assertThat(accepted(brand)).isEqualTo(acceptedIn(posts));
        assertThat(summary.leftOut().get(Summary.Reason.TAG_DESCRIPTION))
                .isEqualTo(posts.stream()
                        .filter(p -> "45".contains(p.get("PostTypeId")))
                        .count());
        var duplicates = rows("PostLinks.xml").stream()
                .filter(l -> l.get("LinkTypeId").equals("3"))
                .toList();
        assertThat(count(brand, "select count(*) from conversation.link where kind = 'duplicate'")
                        + summary.leftOut().getOrDefault(Summary.Reason.LINK_ASTRAY, 0L))
                .isGreaterThanOrEqualTo(duplicates.size());
        assertThat(count(
                        brand,
                        "select count(*) from conversation.conversation where due_at is not null or state = 'open'"))
                .isZero();
        assertThat(
                        count(
                                brand,
                                "select count(*) from conversation.conversation c where messages <> (select count(*) from conversation.message m where m.conversation = c.id)"))
                .isZero();
        assertThat(
                        count(
                                brand,
                                "select count(*) from conversation.conversation c where last_message_at <> (select max(at) from conversation.message m where m.conversation = c.id)"))
                .isZero();
        assertThat(
                        count(
                                brand,
                                "select count(*) from conversation.message where html ~* '<(script|img|iframe|style)|on[a-z]+=\"'"))
                .isZero();

        var before = Census.of(transactions, db, brand);
        var again = stackExchange.bring(brand, DUMP, null, null, p -> {});
        assertThat(again.brought(Summary.What.QUESTIONS).added()
                        + again.brought(Summary.What.ANSWERS).added()
                        + again.brought(Summary.What.COMMENTS).added())
                .isZero();
        assertThat(Census.of(transactions, db, brand)).isEqualTo(before);
    }

    private Set<Integer> externalIds(Brand brand, String type) {
        return transactions.reading(
                brand.id(),
                () -> new HashSet<>(db.sql(
                                "select split_part(external_id, ':', 4)::int from conversation.message where split_part(external_id, ':', 3) = ?")
                        .param(type)
                        .query(Integer.class)
                        .list()));
    }

    private Map<Integer, Integer> accepted(Brand brand) {
        var accepted = new HashMap<Integer, Integer>();
        transactions.run(
                brand.id(),
                () -> db.sql("""
                select split_part(q.external_id, ':', 4)::int as question, split_part(a.external_id, ':', 4)::int as answer
                  from conversation.conversation c
                  join conversation.message a on a.id = c.retained
                  join conversation.message q on q.conversation = c.id and q.parent is null and q.at = c.opened_at
                 where c.state = 'satisfied'
                """).query(row -> {
                    accepted.put(row.getInt("question"), row.getInt("answer"));
                }));
        return accepted;
    }

    private static Map<Integer, Integer> acceptedIn(List<Map<String, String>> posts) {
        var accepted = new HashMap<Integer, Integer>();
        for (var post : posts) {
            if (post.containsKey("AcceptedAnswerId")) {
                accepted.put(Integer.valueOf(post.get("Id")), Integer.valueOf(post.get("AcceptedAnswerId")));
            }
        }
        return accepted;
    }

    private long count(Brand brand, String sql) {
        return transactions.reading(
                brand.id(), () -> db.sql(sql).query(Long.class).single());
    }

    private static Set<Integer> ids(List<Map<String, String>> rows, Predicate<Map<String, String>> which) {
        var ids = new HashSet<Integer>();
        rows.stream().filter(which).forEach(row -> ids.add(Integer.valueOf(row.get("Id"))));
        return ids;
    }

    private static List<Map<String, String>> rows(String file) throws Exception {
        var rows = new ArrayList<Map<String, String>>();
        SAXParserFactory.newDefaultInstance()
                .newSAXParser()
                .parse(DUMP.resolve(file).toFile(), new DefaultHandler() {
                    @Override
                    public void startElement(String uri, String local, String name, Attributes attributes) {
                        if (name.equals("row")) {
                            var row = new HashMap<String, String>();
                            for (var i = 0; i < attributes.getLength(); i++) {
                                row.put(attributes.getQName(i), attributes.getValue(i));
                            }
                            rows.add(row);
                        }
                    }
                });
        return rows;
    }
}

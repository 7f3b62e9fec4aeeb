package parvis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;
import parvis.web.Readiness;

/** An index beside the product's own, that dies in every way. */
@ProductTest
class FollowerTest {
    @Autowired
    TwoBrands brands;

    @Autowired
    Opening opening;

    @Autowired
    CatchingUp catchingUp;

    @Autowired
    JdbcClient db;

    @TempDir
    Path where;

    private Follower follower;

    @BeforeEach
    void start() {
        // one of its own: it may end before it is level, and the product would wait for it for ever
        follower = new Follower(where, true, opening, catchingUp, new Readiness(db));
        follower.start();
    }

    @AfterEach
    void stop() {
        follower.stop();
    }

    @Test
    void whatAKillTookFromTheIndexComesBackFromTheChangeLog() throws Exception {
        var before = ask("Un tournevis orthodromique");
        soon(() -> finds("orthodromique", before));
        restart();
        var generation = follower.index().mark().generation();
        var unwritten = ask("Une clef loxodromique");
        soon(() -> finds("loxodromique", unwritten));

        follower.abandon();
        var meanwhile = ask("Une lime isodromique");
        start();

        soon(() -> finds("isodromique", meanwhile));
        assertThat(finds("loxodromique", unwritten)).isTrue();
        assertThat(finds("orthodromique", before)).isTrue();
        assertThat(follower.index().mark().generation()).isEqualTo(generation);
    }

    @Test
    void aDamagedIndexIsMadeAnew() throws Exception {
        var question = ask("Un écrou pachydermique");
        soon(() -> finds("pachydermique", question));
        follower.stop();
        try (var files = Files.list(where)) {
            for (var file : files.filter(f -> !f.endsWith("write.lock")).toList()) {
                Files.writeString(file, "not what it was");
            }
        }

        start();

        soon(() -> finds("pachydermique", question));
    }

    @Test
    void anIndexThatLostAFileIsMadeAnew() throws Exception {
        var question = ask("Un ressort holothurien");
        soon(() -> finds("holothurien", question));
        follower.stop();
        try (var files = Files.list(where)) {
            Files.delete(files.filter(f -> f.getFileName().toString().matches("_.*\\.(cfs|si|fnm)"))
                    .findFirst()
                    .orElseThrow());
        }

        start();

        soon(() -> finds("holothurien", question));
    }

    @Test
    void anIndexOlderThanTheTrimmedLogReadsEverythingAnewAndAnswersMeanwhile() throws Exception {
        var question = ask("Un galet anachronique");
        soon(() -> finds("anachronique", question));
        restart();
        var generation = follower.index().mark().generation();
        follower.stop();
        var missed = ask("Une bielle diachronique");
        db.sql("select change.trim_before(now() + interval '1 minute')")
                .query(Long.class)
                .single();
        var later = ask("Une came synchronique");

        start();

        soon(() -> finds("diachronique", missed)
                && finds("synchronique", later)
                && follower.index().mark().reading() == null);
        assertThat(finds("anachronique", question)).isTrue();
        assertThat(follower.index().mark().generation()).isEqualTo(generation + 1);
    }

    @Test
    void anIndexOfAnotherDatabaseShowsNothingOfIt() throws Exception {
        var question = ask("Une poulie paradoxale");
        soon(() -> finds("paradoxale", question));
        follower.stop();
        var index = Index.open(where);
        index.mark(Mark.fresh("another", index.mark().position()));
        index.commit();
        index.close();

        start();

        soon(() -> finds("paradoxale", question));
        assertThat(follower.index().mark().database()).isNotEqualTo("another");
        assertThat(follower.index().mark().generation()).isEqualTo(1);
    }

    private void restart() {
        follower.stop();
        start();
        soon(() -> follower.index() != null && follower.index().mark().reading() == null);
    }

    private UUID ask(String subject) {
        return brands.ask(tilleul(), brands.member(tilleul(), "Fidèle Suiveur"), subject, "Voilà.")
                .id()
                .value();
    }

    private boolean finds(String typed, UUID conversation) {
        var index = follower.index();
        try {
            return index != null
                    && index.top(Queries.search(tilleul().id(), typed).orElseThrow(), 20).stream()
                            .anyMatch(found -> found.conversation().equals(conversation));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Brand tilleul() {
        return brands.tilleul();
    }
}

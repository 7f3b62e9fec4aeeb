package parvis.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;
import parvis.database.FilesDirectory;
import parvis.outbound.Fetcher;
import parvis.postal.Dns;

/**
 * The whole product on a real PostgreSQL and a real port, started once for all such tests: they share it, so each makes what
 * it needs (see {@link TwoBrands}) and counts only what it made. Run a second time on the oldest PostgreSQL that is promised.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("database")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "parvis.data=target/test-data/files-home",
            "parvis.limits.factor=1000",
            // longer than any test takes
            "parvis.proof-lasts=PT12H",
            "parvis.long-view=1h",
            "parvis.demo=false",
            "parvis.smtp-port=0"
        })
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = ProductTest.Database.class)
@Import({TwoBrands.class, Web.class, Browser.class, Places.class, ProductTest.World.class})
public @interface ProductTest {

    /** Pictures and files of the tests' house, for other programs on its database too. */
    Path FILES = Path.of("target/test-data/files-home/files").toAbsolutePath();

    /** What the product fetches in tests is on this machine, and nowhere else. */
    @TestConfiguration(proxyBeanMethods = false)
    class World {
        @Bean
        @Primary
        Fetcher nearby(Dns dns, Clock clock) {
            return new Fetcher(dns, clock, Nearby::isOne);
        }

        /** The first brand of a server may what others may not. */
        @Bean
        ApplicationListener<ApplicationReadyEvent> tilleulIsTheFirst(ObjectProvider<TwoBrands> brands) {
            return ready -> brands.getObject();
        }
    }

    class Database implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getBeanFactory().registerSingleton("databaseLocation", TestDatabase.location());
            FilesDirectory.meet(TestDatabase.location(), FILES, false, true);
            // what the world says about domains is what the tests say: nobody outside is asked
            TestPropertyValues.of("parvis.dns=" + Zone.shared().address()).applyTo(context);
        }
    }
}

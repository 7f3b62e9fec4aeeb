package parvis.demo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import parvis.support.TestDatabase;
import parvis.support.Web;

/** The demo on a database of its own, without workers: a test plays it as far as it wants. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = {
            "parvis.data=target/test-data/demo-home",
            "parvis.limits.factor=1000",
            "parvis.demo=true",
            "parvis.workers=false"
        })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = DemoTest.Database.class)
@Import(Web.class)
@interface DemoTest {

    class Database implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getBeanFactory().registerSingleton("databaseLocation", TestDatabase.another("demo"));
        }
    }
}

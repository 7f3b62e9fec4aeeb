package parvis.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store of this node, in the data directory. */
@Configuration(proxyBeanMethods = false)
class FileConfiguration {
    /** Decoding is work for a processor and takes memory by the megapixel: few at once, and nobody waits long. */
    private static final int PICTURES_AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Bean
    Files files(@Value("${parvis.data:data}") Path data) throws IOException {
        return new Files(data.resolve("files"));
    }

    @Bean
    Pictures pictures() {
        return new Pictures(PICTURES_AT_ONCE, PATIENCE);
    }
}

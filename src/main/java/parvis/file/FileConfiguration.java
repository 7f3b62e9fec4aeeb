package parvis.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store of the house: in the data directory, or in one that all its programs share. */
@Configuration(proxyBeanMethods = false)
class FileConfiguration {
    /** Decoding is work for a processor and takes memory by the megapixel: few at once, and nobody waits long. */
    private static final int PICTURES_AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Bean
    Files files(@Value("${parvis.files:${parvis.data:data}/files}") Path directory) throws IOException {
        return new Files(directory);
    }

    @Bean
    Pictures pictures() {
        return new Pictures(PICTURES_AT_ONCE, PATIENCE);
    }
}

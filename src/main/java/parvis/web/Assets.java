package parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/** Styles, scripts, fonts and drawings, under an address that changes when any of them does, so that browsers keep them. */
@Component
public class Assets implements WebMvcConfigurer {
    private static final String HTMX = "classpath:/META-INF/resources/webjars/htmx.org/2.0.10/dist/";
    private static final String MODULE = "htmx.esm.js";

    private final String base = "/assets/" + version();

    /** Without a slash at its end. */
    public String base() {
        return base;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(base + "/**")
                .addResourceLocations("classpath:/assets/", HTMX)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addTransformer(Assets::small);
    }

    /** The library brings its module with all its comments only: 39 KB packed where what it does has 17. */
    private static Resource small(HttpServletRequest request, Resource asked, ResourceTransformerChain chain)
            throws IOException {
        var found = chain.transform(request, asked);
        if (!MODULE.equals(found.getFilename())) {
            return found;
        }
        var small = found.createRelative("htmx.min.js").getContentAsString(StandardCharsets.UTF_8);
        return new TransformedResource(found, (small + "\nexport default htmx;\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String version() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var files = new PathMatchingResourcePatternResolver().getResources("classpath*:/assets/**/*.*");
            Arrays.sort(files, Comparator.comparing(f -> String.valueOf(f.getFilename())));
            for (var file : files) {
                digest.update(file.getContentAsByteArray());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

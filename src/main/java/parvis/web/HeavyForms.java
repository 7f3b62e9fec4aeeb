package parvis.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Forms whose pictures weigh more than is taken. What was typed is read all the same and the pictures pass by unkept, so that
 * the page comes back with the words in it and says what to do.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public class HeavyForms extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(HeavyForms.class);
    private static final String HEAVY = "parvis.heavy-form";
    private static final int MOST_TYPED = 1 << 20;

    private final long most;
    private final long mostRead;

    /**
     * @param most what is taken whole
     * @param mostRead what is listened to at all: beyond it a form is refused as a whole
     */
    HeavyForms(
            @Value("${spring.servlet.multipart.max-request-size}") DataSize most,
            @Value("${server.tomcat.max-swallow-size}") DataSize mostRead) {
        this.most = most.toBytes();
        this.mostRead = mostRead.toBytes();
    }

    /** Whether the pictures of this form were let go. */
    public static boolean isHeavy(ServletRequest request) {
        return request.getAttribute(HEAVY) != null;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        var length = request.getContentLengthLong();
        return type == null
                || StreamedForms.isStreamed(request)
                || !type.regionMatches(true, 0, "multipart/form-data", 0, 19)
                || length <= most
                || length > mostRead
                || request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(HEAVY, true);
        chain.doFilter(new WithoutPictures(request), response);
    }

    /** Reads when it is asked: whoever is refused before costs nothing. */
    private static final class WithoutPictures extends HttpServletRequestWrapper {
        private @Nullable Map<String, String[]> typed;

        WithoutPictures(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            var values = getParameterMap().get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return getParameterMap().get(name);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(getParameterMap().keySet());
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            var known = typed;
            if (known == null) {
                known = read();
                typed = known;
            }
            return known;
        }

        @Override
        public Collection<Part> getParts() {
            return List.of();
        }

        @Override
        public @Nullable Part getPart(String name) {
            return null;
        }

        private Map<String, String[]> read() {
            var values = new LinkedHashMap<String, List<String>>();
            inTheAddress().forEach((name, all) -> values.put(name, new ArrayList<>(all)));
            var left = MOST_TYPED;
            try {
                var items =
                        new FileUpload().getItemIterator(new ServletRequestContext((HttpServletRequest) getRequest()));
                while (items.hasNext() && left > 0) {
                    var item = items.next();
                    if (item.isFormField()) {
                        var value = text(item.openStream(), left);
                        left -= value.length;
                        values.computeIfAbsent(item.getFieldName(), name -> new ArrayList<>())
                                .add(new String(value, StandardCharsets.UTF_8));
                    }
                }
            } catch (IOException cut) {
                LOG.debug("A heavy form ended early", cut);
            }
            var read = new LinkedHashMap<String, String[]>();
            values.forEach((name, all) -> read.put(name, all.toArray(String[]::new)));
            return Collections.unmodifiableMap(read);
        }

        private Map<String, List<String>> inTheAddress() {
            var query = UriComponentsBuilder.newInstance()
                    .query(getQueryString())
                    .build()
                    .getQueryParams();
            var decoded = new LinkedHashMap<String, List<String>>();
            query.forEach((name, all) -> decoded.put(
                    UriUtils.decode(name, StandardCharsets.UTF_8),
                    all.stream()
                            .map(value -> value == null
                                    ? ""
                                    : UriUtils.decode(value.replace('+', ' '), StandardCharsets.UTF_8))
                            .toList()));
            return decoded;
        }

        private static byte[] text(InputStream content, int most) throws IOException {
            try (content) {
                return content.readNBytes(most);
            }
        }
    }
}

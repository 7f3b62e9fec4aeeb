package parvis.square;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.database.BrandId;
import parvis.person.VisitorArgument;
import parvis.web.Languages;

/**
 * Pages that are the same for everybody who is not signed in: made once, kept by this node as they go over the wire, and given
 * before anything else is asked. Who brings a session, or has said before whether something helped, gets a page of their own.
 *
 * <p>A page is let go when something changes that it may show ({@link Freshness}), and after a few seconds anyway: some words
 * tell how late an answer is.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class KeptPages extends OncePerRequestFilter {
    private static final Pattern KEPT = Pattern.compile(
            "/|/questions|/questions/[0-9][^/]*|/places/[^/]+|/products|/products/[^/]+|/people/[^/]+|/legal|/privacy");
    private static final int LONGEST_ADDRESS = 500;
    private static final Duration LIFE = Duration.ofSeconds(10);

    /** Addresses of one brand in one language; {@code secure} because browsers are told more behind TLS. */
    private record Key(BrandId brand, String language, boolean secure, String address) {}

    private final Brands brands;
    private final Languages languages;
    private final Freshness freshness;
    private final Cache<Key, KeptPage> pages;
    private final Counter given;
    private final Counter made;

    KeptPages(
            Brands brands,
            Languages languages,
            Freshness freshness,
            MeterRegistry meters,
            @Value("${parvis.kept-pages:32MB}") DataSize most) {
        this.brands = brands;
        this.languages = languages;
        this.freshness = freshness;
        this.pages = Caffeine.newBuilder()
                .maximumWeight(most.toBytes())
                .weigher((Key key, KeptPage page) -> page.bytes())
                .expireAfterWrite(LIFE)
                .build();
        this.given = meters.counter("parvis.pages", "kept", "yes");
        this.made = meters.counter("parvis.pages", "kept", "no");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var method = request.getMethod();
        var path = request.getRequestURI();
        var query = request.getQueryString();
        return !(method.equals("GET") || method.equals("HEAD"))
                || path.length() + (query == null ? 0 : query.length()) > LONGEST_ADDRESS
                || !KEPT.matcher(path).matches()
                || VisitorArgument.bringsSession(request)
                || ReaderCookie.of(request).isPresent()
                || request.getHeader("Authorization") != null
                || brands.leadsTo(request.getServerName()).isPresent();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var brand = brands.ofHost(request.getServerName());
        if (brand.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var key = key(brand.get(), request);
        var state = freshness.of(brand.get().id());
        var page = kept(key, state, request);
        if (page != null) {
            page.answer(request, response);
        } else {
            made.increment();
            make(key, state, request, response, chain);
        }
    }

    /** What is kept for this request and may still be shown; null when it is to be made, or is for one person alone. */
    @Nullable
    KeptPage kept(HttpServletRequest request) {
        if (shouldNotFilter(request)) {
            return null;
        }
        return brands.ofHost(request.getServerName())
                .map(brand -> kept(key(brand, request), freshness.of(brand.id()), request))
                .orElse(null);
    }

    private @Nullable KeptPage kept(Key key, long state, HttpServletRequest request) {
        var page = pages.getIfPresent(key);
        if (page == null || page.state() != state || System.nanoTime() - page.until() >= 0) {
            return null;
        }
        given.increment();
        return packed(key, page, request);
    }

    private void make(Key key, long state, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var until = System.nanoTime() + LIFE.toNanos();
        var making = new ContentCachingResponseWrapper(response);
        chain.doFilter(request.getMethod().equals("HEAD") ? new AsGet(request) : request, making);
        if (request.isAsyncStarted() || !isForEverybody(making)) {
            making.copyBodyToResponse();
            return;
        }
        var page = KeptPage.of(making, making.getContentAsByteArray(), state, until);
        pages.put(key, page);
        response.reset();
        packed(key, page, request).answer(request, response);
    }

    private static boolean isForEverybody(ContentCachingResponseWrapper answer) {
        var type = answer.getContentType();
        return answer.getStatus() == HttpServletResponse.SC_OK
                && !answer.isCommitted()
                && type != null
                && type.startsWith("text/html")
                && answer.getHeader("Set-Cookie") == null
                && answer.getHeader("Cache-Control") == null;
    }

    private KeptPage packed(Key key, KeptPage page, HttpServletRequest request) {
        if (page.packed() != null || !KeptPage.takesGzip(request)) {
            return page;
        }
        var packed = page.packed(page.pack());
        pages.asMap().replace(key, page, packed);
        return packed;
    }

    private Key key(Brand brand, HttpServletRequest request) {
        request.setAttribute(Languages.HOUSE, brand.language());
        var query = request.getQueryString();
        return new Key(
                brand.id(),
                languages.resolveLocale(request).getLanguage(),
                request.isSecure(),
                query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
    }

    /** So that whoever asks for the headers alone gets those of the page. */
    private static final class AsGet extends HttpServletRequestWrapper {
        AsGet(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }
    }
}

package parvis.support;

import jakarta.servlet.http.Cookie;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import parvis.brand.Brand;

/** Requests as a browser sends them to a brand's host, signed in or not, without a browser. */
@Component
public class Web {
    private final MockMvcTester http;

    Web(MockMvcTester http) {
        this.http = http;
    }

    public MvcTestResult get(Brand brand, @Nullable String session, String path) {
        return http.get().uri(path).with(host(brand)).cookie(cookies(session)).exchange();
    }

    public MvcTestResult get(Brand brand, @Nullable String session, String path, Map<String, String> headers) {
        var request = http.get().uri(path).with(host(brand)).cookie(cookies(session));
        headers.forEach(request::header);
        return request.exchange();
    }

    /** A form sent from a page of the same site. */
    public MvcTestResult post(Brand brand, @Nullable String session, String path, Map<String, String> fields) {
        var request = http.post()
                .uri(path)
                .with(host(brand))
                .cookie(cookies(session))
                .header("Sec-Fetch-Site", "same-origin");
        fields.forEach(request::formField);
        return request.exchange();
    }

    public MockMvcTester http() {
        return http;
    }

    public static org.springframework.test.web.servlet.request.RequestPostProcessor host(Brand brand) {
        return request -> {
            request.setServerName(brand.hosts().getFirst());
            return request;
        };
    }

    private static Cookie[] cookies(@Nullable String session) {
        var language = new Cookie("language", "fr");
        return session == null ? new Cookie[] {language} : new Cookie[] {language, new Cookie("session", session)};
    }
}

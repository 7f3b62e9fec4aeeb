package parvis.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form with pictures, as a browser sends it over the wire to the server under test. */
public final class HeavyForm {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BOUNDARY = "----a-form";

    private HeavyForm() {}

    /**
     * @param pictures how many
     * @param bytes of each
     */
    public static HttpResponse<String> send(
            String address,
            @Nullable String session,
            String language,
            Map<String, String> fields,
            int pictures,
            int bytes)
            throws Exception {
        var parts = new ArrayList<BodyPublisher>();
        // as on the page: some fields before the pictures and some after them
        fields.forEach((name, value) -> {
            if (!name.equals("name") && !name.equals("email")) {
                parts.add(field(name, value));
            }
        });
        for (var i = 0; i < pictures; i++) {
            parts.add(text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"pictures\"; filename=\"" + i
                    + ".jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"));
            parts.add(BodyPublishers.ofByteArray(new byte[bytes]));
            parts.add(text("\r\n"));
        }
        for (var name : new String[] {"name", "email"}) {
            if (fields.containsKey(name)) {
                parts.add(field(name, fields.get(name)));
            }
        }
        parts.add(text("--" + BOUNDARY + "--\r\n"));
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .header("Accept-Language", language)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)));
        if (session != null) {
            request.header("Cookie", "session=" + session);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static BodyPublisher field(String name, String value) {
        return text(
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8));
    }
}

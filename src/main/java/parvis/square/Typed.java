package parvis.square;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;
import parvis.web.HeavyForms;

/**
 * The fields of a form as they were sent. Read from the request itself: bound to a list, "a, b" would become two values.
 */
record Typed(HttpServletRequest request) {

    /** Empty when it was not sent. */
    String field(String name) {
        var value = request.getParameter(name);
        return value == null ? "" : value;
    }

    List<String> all(String name) {
        var values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    List<MultipartFile> files(String name) {
        var multipart = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        return multipart == null ? List.of() : multipart.getFiles(name);
    }

    /** Whether pictures came that weigh too much together, and were let go. */
    boolean isHeavy() {
        return HeavyForms.isHeavy(request);
    }

    /** Whether a field was filled that people cannot see. */
    boolean isByMachine() {
        return !field("website").isEmpty();
    }
}

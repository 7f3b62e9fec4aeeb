package parvis.newsroom;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;
import parvis.guard.Guard;
import parvis.newsroom.page.DraftPage.Typed;
import parvis.web.HeavyForms;

/** The editor's one form as it was sent: every button of the page sends it, so that nothing typed is lost. */
record Form(HttpServletRequest request) {
    private static final String ALT = "alt-";

    String field(String name) {
        var value = request.getParameter(name);
        // browsers send the ends of lines as mail does; places in the text are counted as the page has it
        return value == null ? "" : value.replace("\r\n", "\n");
    }

    /** Whether the draft itself came along. */
    boolean hasDraft() {
        return request.getParameter("text") != null;
    }

    Typed typed() {
        return new Typed(field("title"), field("brief"), field("text"), field("channel"), field("publishAt"));
    }

    int version() {
        try {
            return Integer.parseInt(field("version"));
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    /** As the guard reads it, to the letter. */
    Whole whole() {
        var title = field("title");
        var text = field("text");
        return new Whole(
                title.substring(0, Math.min(title.length(), Wording.MOST_TITLE)),
                text.substring(0, Math.min(text.length(), Guard.LONGEST)));
    }

    /** Empty when something is too long or the moment is none. */
    Optional<Wording> wording(ZoneId zone) {
        return moment(zone)
                .flatMap(at -> Wording.typed(
                        field("title"), field("brief"), field("text"), field("channel"), at.orElse(null)));
    }

    /** Empty when it is none; empty inside when there is none. */
    Optional<Optional<Instant>> moment(ZoneId zone) {
        var typed = field("publishAt");
        if (typed.isBlank()) {
            return Optional.of(Optional.empty());
        }
        try {
            var at = LocalDateTime.parse(typed);
            return at.getYear() < 2000 || at.getYear() > 2200
                    ? Optional.empty()
                    : Optional.of(Optional.of(at.atZone(zone).toInstant()));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** What the pictures that are there show, by their ids. */
    Map<UUID, String> alts() {
        var alts = new HashMap<UUID, String>();
        request.getParameterMap().forEach((name, values) -> {
            if (name.startsWith(ALT)) {
                try {
                    alts.put(UUID.fromString(name.substring(ALT.length())), values[0]);
                } catch (IllegalArgumentException noPicture) {
                    return;
                }
            }
        });
        return alts;
    }

    List<MultipartFile> pictures() {
        var multipart = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        return multipart == null
                ? List.of()
                : multipart.getFiles("pictures").stream()
                        .filter(file -> !file.isEmpty())
                        .toList();
    }

    boolean isHeavy() {
        return HeavyForms.isHeavy(request);
    }
}

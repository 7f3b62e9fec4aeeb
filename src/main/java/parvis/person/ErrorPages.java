package parvis.person;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import parvis.brand.Brand;
import parvis.brand.BrandArgument;
import parvis.person.page.ErrorPage;
import parvis.web.Languages;
import parvis.web.Problem;
import parvis.web.Words;
import tools.jackson.databind.json.JsonMapper;

/** Whatever went wrong, in the words and the look of the house; for programs, as a problem. Never tells what broke. */
@Controller
class ErrorPages implements ErrorController {
    private final Shells shells;
    private final JsonMapper json;

    ErrorPages(Shells shells, JsonMapper json) {
        this.shells = shells;
        this.json = json;
    }

    @RequestMapping("/error")
    @Nullable
    ModelAndView show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = status(request);
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        if (status == 503) {
            response.setHeader("Retry-After", "5");
        }
        var asked = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        var reference = (String) request.getAttribute(Failures.REFERENCE);
        if (asked.startsWith("/api/")) {
            problem(status, reference, request).write(response, json);
            return null;
        }
        var words = shells.shell(request).words();
        var page = page(
                status,
                reference,
                words,
                VisitorArgument.of(request),
                BrandArgument.of(request).orElse(null));
        return new ModelAndView("person/error", Map.of("page", page));
    }

    private static int status(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            return Failures.told(request, thrown);
        }
        // Who comes here by its address finds nothing.
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404;
    }

    private static Problem problem(int status, @Nullable String reference, HttpServletRequest request) {
        var words = Words.in(Languages.asked(request));
        var kind = Problem.Kind.of(status);
        return kind == Problem.Kind.BROKEN
                ? Problem.of(kind, words, words.t("problem.reference", String.valueOf(reference)))
                : Problem.of(kind, words);
    }

    private static ErrorPage page(
            int status, @Nullable String reference, Words words, @Nullable Visitor visitor, @Nullable Brand brand) {
        return switch (status) {
            case 401 -> new ErrorPage(words.t("error.401"), words.t("error.401.lead"), null, null, false, false, true);
            case 403 -> forbidden(words, visitor);
            case 404, 410 ->
                new ErrorPage(words.t("error.404"), words.t("error.404.lead"), null, null, true, false, false);
            case 405 -> new ErrorPage(words.t("error.405"), words.t("error.405.lead"), null, null, false, false, false);
            case 413 -> new ErrorPage(words.t("error.413"), words.t("error.413.lead"), null, null, false, false, false);
            case 429 -> new ErrorPage(words.t("error.429"), words.t("error.429.lead"), null, null, false, true, false);
            case 503 -> new ErrorPage(words.t("error.503"), words.t("error.503.lead"), null, null, false, true, false);
            default -> {
                if (status < 500) {
                    yield new ErrorPage(
                            words.t("error.400"), words.t("error.400.lead"), null, null, false, false, false);
                }
                var mail = brand == null || brand.mails().isEmpty()
                        ? null
                        : brand.mails().getFirst();
                yield new ErrorPage(
                        words.t("error.500"), words.t("error.500.lead"), reference, mail, false, false, false);
            }
        };
    }

    private static ErrorPage forbidden(Words words, @Nullable Visitor visitor) {
        if (visitor == null || visitor.account() == null) {
            return new ErrorPage(
                    words.t("error.403.elsewhere"),
                    words.t("error.403.elsewhere.lead"),
                    null,
                    null,
                    false,
                    false,
                    false);
        }
        var name = visitor.teammate() != null
                ? visitor.teammate().name()
                : Person.publicName(visitor.account().name());
        return visitor.isTeam()
                ? new ErrorPage(
                        words.t("error.403.role"), words.t("error.403.role.lead", name), null, null, false, false, true)
                : new ErrorPage(words.t("error.403"), words.t("error.403.lead", name), null, null, false, false, true);
    }
}

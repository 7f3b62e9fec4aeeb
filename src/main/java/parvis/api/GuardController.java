package parvis.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import parvis.guard.Draft;
import parvis.guard.Guard;
import parvis.newsroom.Proofreading;
import parvis.newsroom.Told;
import parvis.web.Languages;
import parvis.web.Problem.Kind;
import parvis.web.Words;
import tools.jackson.databind.json.JsonMapper;

/** The guard for programs: a draft in, what would serve nobody out. What the brand contested is not told again. Nothing is kept. */
@RestController
class GuardController {

    record Checked(List<Found> findings) {}

    record Found(
            String check,
            @JsonProperty("class") String kind,
            String weight,
            int start,
            int end,
            String why,
            @Nullable String instead) {

        static Found of(Told told, Words words) {
            var finding = told.finding();
            return new Found(
                    finding.check().word(),
                    finding.kind(),
                    told.weight().word(),
                    finding.start(),
                    finding.end(),
                    told.why(words),
                    told.instead(words));
        }
    }

    private final JsonMapper json;
    private final Proofreading proofreading;
    private final Clock clock;

    GuardController(JsonMapper json, Proofreading proofreading, Clock clock) {
        this.json = json;
        this.proofreading = proofreading;
        this.clock = clock;
    }

    @PostMapping("/api/v1/guard/checks")
    Checked check(Caller caller, HttpServletRequest request) throws IOException {
        caller.needs(Scope.GUARD_CHECK);
        var body = Body.of(request, json);
        var brand = body.name("brand", 100);
        var text = body.asWritten("text", Guard.LONGEST);
        var language = body.name("language", 10);
        var channel = body.name("channel", 100);
        var publishAt = body.instant("publishAt");
        if (text == null) {
            body.refuse("text", "api.field.required");
        }
        if (language != null && !language.equals("fr") && !language.equals("en")) {
            body.refuse("language", "api.field.one.of", "fr, en");
        }
        body.check();
        if (brand != null && !brand.equals(caller.brand().slug())) {
            throw Refusal.of(Kind.NOT_FOUND);
        }
        var words = Words.in(Languages.asked(request));
        var draft = new Draft(text == null ? "" : text, language, channel, publishAt);
        var agency = caller.teammate().role().isAgency();
        return new Checked(proofreading.read(caller.brand(), draft, agency, clock.instant()).stream()
                .filter(Told::stands)
                .map(told -> Found.of(told, words))
                .toList());
    }
}

package parvis.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import parvis.brand.Brand;
import parvis.guard.Context;
import parvis.guard.Draft;
import parvis.guard.Finding;
import parvis.guard.Guard;
import parvis.guard.Say;
import parvis.web.Languages;
import parvis.web.Problem.Kind;
import parvis.web.Words;
import tools.jackson.databind.json.JsonMapper;

/** The guard for programs: a draft in, what would serve nobody out. Nothing is kept. */
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

        static Found of(Finding finding, Words words) {
            return new Found(
                    finding.check().word(),
                    finding.kind(),
                    finding.weight().word(),
                    finding.start(),
                    finding.end(),
                    said(finding.why(), words),
                    finding.instead() == null ? null : said(finding.instead(), words));
        }

        private static String said(Say say, Words words) {
            return words.t(say.key(), say.arguments().toArray());
        }
    }

    private final JsonMapper json;

    GuardController(JsonMapper json) {
        this.json = json;
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
        return new Checked(Guard.read(draft, around(caller.brand())).stream()
                .map(finding -> Found.of(finding, words))
                .toList());
    }

    private static Context around(Brand brand) {
        var homes = new HashSet<>(brand.hosts());
        brand.mails().forEach(mail -> homes.add(mail.substring(mail.indexOf('@') + 1)));
        return Context.in(brand.zone()).withHomes(homes);
    }
}

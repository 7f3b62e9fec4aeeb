package parvis.square;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import parvis.square.page.MessageView;
import parvis.square.page.QuestionPage;
import parvis.text.PlainText;
import tools.jackson.databind.json.JsonMapper;

/** A question as search engines read it: schema.org's QAPage. */
@Component
class StructuredData {
    private static final int MOST_ANSWERS = 10;

    private final JsonMapper json;

    StructuredData(JsonMapper json) {
        this.json = json;
    }

    /** JSON that can stand inside a script element: it holds no character that could end one. */
    String of(QuestionPage page, String address) {
        var question = new LinkedHashMap<String, Object>();
        question.put("@type", "Question");
        question.put("name", page.subject());
        question.putAll(words(page.opening()));
        question.put("answerCount", page.outcome().answers());
        if (page.retained() != null) {
            question.put("acceptedAnswer", answer(page.retained(), address));
        }
        var others = new ArrayList<Map<String, Object>>();
        page.rest().stream()
                .filter(m -> m.hidden() == null && !m.confidential() && !m.followUp())
                .limit(MOST_ANSWERS)
                .forEach(m -> others.add(answer(m, address)));
        if (!others.isEmpty()) {
            question.put("suggestedAnswer", others);
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("@context", "https://schema.org");
        all.put("@type", "QAPage");
        all.put("mainEntity", question);
        return escaped(json.writeValueAsString(all));
    }

    private static Map<String, Object> answer(MessageView message, String address) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("@type", "Answer");
        answer.putAll(words(message));
        answer.put("url", address + "#" + message.anchor());
        return answer;
    }

    private static Map<String, Object> words(MessageView message) {
        return Map.of(
                "text", message.hidden() == null ? PlainText.ofHtml(message.html()) : "",
                "datePublished", message.at().toString(),
                "author", Map.of("@type", "Person", "name", message.author().name()));
    }

    private static String escaped(String json) {
        var safe = json;
        for (var character : List.of("<", ">", "&", "\u2028", "\u2029")) {
            safe = safe.replace(character, "\\u%04x".formatted((int) character.charAt(0)));
        }
        return safe;
    }
}

package parvis.square;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.search.Hit;
import parvis.search.Search;
import parvis.square.page.QuestionPage.Link;
import parvis.square.page.QuestionRow;

/** Questions about the same thing. */
@Component
class AlikeQuestions {
    private static final int SATISFIED = 3;
    private static final int CANDIDATES = 12;

    private final Search search;
    private final QuestionList questions;

    AlikeQuestions(Search search, QuestionList questions) {
        this.search = search;
        this.questions = questions;
    }

    /** Those that were settled, for whoever is about to ask: perhaps they need not. */
    List<QuestionRow> satisfied(Brand brand, String words, Instant now) {
        var found = search.similar(brand, words, CANDIDATES).stream()
                .map(Hit::conversation)
                .toList();
        return questions.byIds(brand, found, now).stream()
                .filter(row -> row.outcome().solved())
                .limit(SATISFIED)
                .toList();
    }

    /** Beside a question that is there already. */
    List<Link> beside(Brand brand, UUID question, String subject, int most, Instant now) {
        var found = search.similar(brand, subject, most + 1).stream()
                .map(Hit::conversation)
                .filter(id -> !id.equals(question))
                .toList();
        return questions.byIds(brand, found, now).stream()
                .map(row -> new Link(
                        row.path(), row.subject(), row.language(), row.outcome().solved()))
                .limit(most)
                .toList();
    }
}

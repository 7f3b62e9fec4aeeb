package parvis.square;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parvis.conversation.Incoming;
import parvis.person.EmailAddress;
import parvis.person.Person;
import parvis.person.Visitor;
import parvis.square.page.Problems;
import parvis.text.Clean;

/**
 * Whoever fills a form in: somebody signed in, or a name with an address that a link must prove first.
 *
 * @param who tells this sender from all others
 */
record Sender(@Nullable UUID person, Incoming.From from, String who) {
    private static final int MOST_NAME = 80;

    boolean isKnown() {
        return person != null;
    }

    static Sender of(Visitor visitor, Typed typed, Problems.Found problems) {
        var person = visitor.person();
        return person != null ? member(person, visitor) : stranger(typed, problems);
    }

    private static Sender member(Person person, Visitor visitor) {
        var email = visitor.account() == null ? null : visitor.account().email();
        return new Sender(
                person.id().value(),
                new Incoming.From(person.name(), email, null, true),
                person.id().value().toString());
    }

    private static Sender stranger(Typed typed, Problems.Found problems) {
        var name = Clean.line(typed.field("name"), MOST_NAME);
        if (name.isBlank()) {
            problems.add("name", "form.name.missing");
        }
        var email = Clean.line(typed.field("email"), 254);
        if (!email.fitted() || !EmailAddress.isPlausible(email.text())) {
            problems.add("email", "form.email.implausible");
        }
        return new Sender(
                null,
                new Incoming.From(name.text(), EmailAddress.normal(email.text()), null, false),
                EmailAddress.normal(email.text()));
    }
}

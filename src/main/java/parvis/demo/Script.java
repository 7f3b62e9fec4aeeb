package parvis.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parvis.conversation.Help;
import parvis.conversation.Visibility;
import parvis.demo.Scene.Channel;

/** Lets scenes be written down like a script: who says what, so many days ago, at which hour. */
final class Script {
    private final String key;
    private final String language;
    private final String subject;
    private final List<Turn> turns = new ArrayList<>();
    private final Map<Integer, Scene.Shown> shown = new HashMap<>();
    private List<String> tags = List.of();
    private @Nullable String product;
    private boolean publicly = true;
    private String asker = "";
    private When asked = new When(0, 0, 0);
    private String text = "";

    private Script(String key, String language, String subject) {
        this.key = key;
        this.language = language;
        this.subject = Typography.of(language, subject);
    }

    static Script french(String key, String subject) {
        return new Script(key, "fr", subject);
    }

    static Script english(String key, String subject) {
        return new Script(key, "en", subject);
    }

    Script about(String product, String... tags) {
        this.product = product;
        return tagged(tags);
    }

    Script tagged(String... tags) {
        this.tags = List.of(tags);
        return this;
    }

    /** Comes from the brand's own order system, which speaks to the API, and stays between the asker and the house. */
    Script privately() {
        publicly = false;
        return this;
    }

    Script asked(String asker, int daysAgo, String clock, String text) {
        this.asker = asker;
        this.asked = When.at(daysAgo, clock);
        this.text = Typography.of(language, text);
        return this;
    }

    Script reply(String member, int daysAgo, String clock, String text) {
        return then(new Turn.Reply(member, When.at(daysAgo, clock), Typography.of(language, text)));
    }

    Script answer(String teammate, int daysAgo, String clock, String text) {
        return then(new Turn.Answer(teammate, When.at(daysAgo, clock), Typography.of(language, text), publicly));
    }

    Script proposed(String teammate, int daysAgo, String clock, String text) {
        return then(new Turn.Proposed(teammate, When.at(daysAgo, clock), Typography.of(language, text)));
    }

    /** A picture that comes with what was just written. */
    Script showing(String file, String alt) {
        shown.put(turns.size(), new Scene.Shown(file, Typography.of(language, alt)));
        return this;
    }

    /** A private answer inside a public conversation: what concerns an address or an order is nobody else's business. */
    Script aside(String teammate, int daysAgo, String clock, String text) {
        return then(new Turn.Answer(teammate, When.at(daysAgo, clock), Typography.of(language, text), false));
    }

    /** Colleagues speak French among themselves, whatever the asker's language. */
    Script note(String teammate, int daysAgo, String clock, String text) {
        return then(new Turn.Note(teammate, When.at(daysAgo, clock), Typography.french(text)));
    }

    Script handOver(String from, String to, int daysAgo, String clock, String words) {
        return then(new Turn.HandOver(from, to, When.at(daysAgo, clock), Typography.french(words)));
    }

    /** The asker judges what was last written by somebody else. */
    Script rated(Help help, int daysAgo, String clock) {
        return rated(help, daysAgo, clock, lastMessageForTheAsker(), null);
    }

    Script rated(Help help, int daysAgo, String clock, String words) {
        return rated(help, daysAgo, clock, lastMessageForTheAsker(), Typography.of(language, words));
    }

    Script ratedTurn(int messageIndex, Help help, int daysAgo, String clock) {
        return rated(help, daysAgo, clock, messageIndex, null);
    }

    Script ratedTurn(int messageIndex, Help help, int daysAgo, String clock, String words) {
        return rated(help, daysAgo, clock, messageIndex, Typography.of(language, words));
    }

    Script close(String teammate, int daysAgo, String clock) {
        return then(new Turn.Close(teammate, When.at(daysAgo, clock)));
    }

    /** Hides the last reply. */
    Script hide(String teammate, int daysAgo, String clock, String reason) {
        return then(new Turn.Hide(teammate, lastReply(), When.at(daysAgo, clock), Typography.of(language, reason)));
    }

    /** Reports the last reply. */
    Script report(String by, int daysAgo, String clock, String reason, String words) {
        return then(new Turn.Report(by, lastReply(), When.at(daysAgo, clock), reason, Typography.of(language, words)));
    }

    Scene scene() {
        var visibility = publicly ? Visibility.PUBLIC : Visibility.PRIVATE;
        var channel = publicly ? Channel.SQUARE : Channel.API;
        return new Scene(key, language, subject, asker, product, visibility, channel, tags, asked, text, turns, shown);
    }

    private Script then(Turn turn) {
        turns.add(turn);
        return this;
    }

    private Script rated(Help help, int daysAgo, String clock, int messageIndex, @Nullable String words) {
        return then(new Turn.Rated(asker, When.at(daysAgo, clock), help, messageIndex, words));
    }

    private int lastMessageForTheAsker() {
        for (var index = turns.size() - 1; index >= 0; index--) {
            var isMessage = switch (turns.get(index)) {
                case Turn.Answer answer -> true;
                case Turn.Reply reply -> !reply.member().equals(asker);
                default -> false;
            };
            if (isMessage) {
                return index;
            }
        }
        throw new IllegalStateException("nobody but the asker has spoken in " + key);
    }

    private int lastReply() {
        for (var index = turns.size() - 1; index >= 0; index--) {
            if (turns.get(index) instanceof Turn.Reply) {
                return index;
            }
        }
        throw new IllegalStateException("no member has spoken in " + key);
    }
}

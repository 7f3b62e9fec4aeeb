package parvis.mail;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.Accepting.Taken;
import parvis.conversation.Answering;
import parvis.conversation.ConversationId;
import parvis.conversation.Incoming;
import parvis.conversation.Kind;
import parvis.conversation.ReplyTokens;
import parvis.conversation.Visibility;
import parvis.conversation.Withheld;
import parvis.ledger.How;
import parvis.mail.Received.Mail;
import parvis.mime.ReadMail;
import parvis.person.Accounts;
import parvis.person.EmailAddress;
import parvis.postal.Domains;
import parvis.postal.Judgement;
import parvis.postal.Judgement.Standing;
import parvis.text.Clean;
import parvis.web.Words;

/**
 * Answers that colleagues write from their mailbox, to an address that is theirs and one conversation's. The address gives
 * the authority, and only to mail that comes from the teammate's own: proved by a signature of its domain, or else by the
 * envelope where that domain does not ask for more. A From header alone gives none.
 */
@Component
class ColleagueAnswers {
    private static final Pattern NOTE = Pattern.compile(
            "^(?:note(?: interne)?|interne|internal(?: note)?)[\\s\\u00a0\\u202f]*:[\\s\\u00a0\\u202f]*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final ReplyTokens tokens;
    private final Team team;
    private final Accounts accounts;
    private final Answering answering;
    private final Withheld withheld;
    private final JdbcClient db;

    ColleagueAnswers(
            ReplyTokens tokens, Team team, Accounts accounts, Answering answering, Withheld withheld, JdbcClient db) {
        this.tokens = tokens;
        this.team = team;
        this.accounts = accounts;
        this.answering = answering;
        this.withheld = withheld;
        this.db = db;
    }

    /** Empty when the address was never ours: then it is a mail of a person like any other. */
    Optional<Taken> take(Brand brand, Mail mail, Unpacked unpacked, ReadMail read, Judgement judgement, String token) {
        var held = tokens.find(token, mail.at());
        var name = held.flatMap(h -> team.byId(brand.id(), h.teammate().value()));
        if (held.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        var id = held.get().conversation();
        var words = words(brand, id, unpacked, read);
        var from = read.from().isEmpty() ? "" : read.from().getFirst().address();
        var why = why(mail, from, judgement, name.get(), held.get());
        if (why == null) {
            switch (answering.write(brand, id, name.get(), words, mail.at())) {
                case Answering.Outcome.Written(var message) -> {
                    return Optional.of(new Taken(id, message));
                }
                case Answering.Outcome.Waits(var message) -> {
                    return Optional.of(new Taken(id, message));
                }
                default -> why = Withheld.Why.REFUSED;
            }
        }
        var shown = from.isEmpty() ? mail.sender() : from;
        return Optional.of(new Taken(id, withheld.keep(brand, id, name.get(), words, why, shown, mail.at())));
    }

    /**
     * The address was given to the teammate; what comes to it is theirs when it comes from them. A signature of their domain
     * says so by whatever way it came. Without any, the sender of the envelope has to be theirs too, and nothing may speak
     * against it.
     */
    private Withheld.@Nullable Why why(
            Mail mail, String from, Judgement judgement, Teammate name, ReplyTokens.Held held) {
        var own = accounts.byId(name.account()).map(account -> account.email()).orElse("");
        if (own.isEmpty() || !EmailAddress.normal(from).equals(own)) {
            return Withheld.Why.SOMEBODY_ELSE;
        }
        // what was judged is the sender that is read here, however cunningly it is written
        var another = !judgement.equals(Judgement.NOTHING)
                && !Domains.areAligned(judgement.domain(), Domains.of(from), false);
        if (another || judgement.standing() == Standing.DOUBTFUL) {
            return Withheld.Why.UNPROVED;
        }
        if (judgement.standing() != Standing.SIGNED
                && !EmailAddress.normal(mail.sender()).equals(own)) {
            return Withheld.Why.SOMEBODY_ELSE;
        }
        return held.expired() ? Withheld.Why.EXPIRED : null;
    }

    private Answering.Words words(Brand brand, ConversationId id, Unpacked unpacked, ReadMail read) {
        var text = Clean.text(read.own(), Incoming.MOST_TEXT).text();
        var note = NOTE.matcher(text);
        var isNote = note.find();
        if (isNote) {
            text = text.substring(note.end());
        }
        if (text.isBlank()) {
            text = Words.in(brand.language())
                    .t(unpacked.pictures().isEmpty() && unpacked.files().isEmpty() ? "mail.empty" : "mail.only.files");
        }
        return new Answering.Words(
                isNote ? Kind.NOTE : Kind.SENT,
                isShared(id) ? Visibility.PUBLIC : Visibility.PRIVATE,
                text,
                null,
                How.MAIL,
                unpacked.pictures(),
                unpacked.files());
    }

    private boolean isShared(ConversationId id) {
        return db.sql("select visibility <> 'private' from conversation.conversation where id = ?")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }
}

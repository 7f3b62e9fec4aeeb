package parvis.mime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parvis.mime.Kind.Bounce;
import parvis.mime.Kind.Failure;

/**
 * What did not arrive: reports of RFC 3464, and the letters that mail servers wrote before it and still write. Such a letter must come
 * from a server, or from nobody, and say so in its subject or in its words.
 */
final class Bounces {

    private static final int MOST = 100;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern DAEMON = Pattern.compile(
            "mailer[-_.]?daemon.*|post_?master|.*[-_]postmaster|mail\\.delivery\\.system|maildelivery.*|mmsc-?ndr|double-bounce|.*(?:bounce|ndr)-?admin.*",
            FLAGS);
    private static final Pattern DAEMONS_NAME = Pattern.compile(
            ".*(?:mail(?:er)? ?-?(?:delivery|daemon|deliver) ?(?:sub)?(?:system|service)?|postmaster|system administrator|administrateur système"
                    + "|ndr administrator|microsoft outlook|interscan|mail administrator).*",
            FLAGS);

    private static final Pattern SUBJECT = Pattern.compile(
            "(?:undeliver(?:able|ed)|non[- ]?(?:deliverable|delivery|remis|distribu)|returned mail|mail(?: system)? (?:error|failure)|failure notice"
                    + "|(?:delivery|mail delivery|mail) (?:has )?(?:fail(?:ed|ure)|problem|error)|delivery status notification|delivery (?:report|notification)\\b"
                    + "|could ?n[o']t (?:be )?(?:sen[dt]|deliver)|cannot send|not delivered|message (?:you sent )?(?:blocked|delayed|rejected|refused)|delayed mail|warning: (?:message|could not)"
                    + "|warning--could not|delivery (?:is )?(?:delayed|deferred)|error sending your mail|rejected (?:mail|message)|user unknown|mail returned"
                    + "|échec (?:de |d['’])?(?:la )?(?:remise|distribution|envoi|livraison)|remise (?:différée|impossible|retardée)|(?:message|courriel|courrier) (?:non remis|refusé|retourné|non distribué)"
                    + "|avis de non[- ]remise|rapport de non[- ]remise|notification d['’]échec|unzustellbar|zustellung|no se puede entregar|impossibile recapitare|не доставлено|配信できません|are not member|送信できません|エラー)",
            FLAGS);

    private static final Pattern WORDS = Pattern.compile(
            "could not be (?:delivered|sent)|cannot be delivered|(?:un|not )able to deliver|wasn['’]t able to deliver|(?:was|were) not delivered|undeliverable|undelivered"
                    + "|delivery (?:to the following|has failed|failed|error)|did ?n[o']t reach the following|delivering your (?:mail|message)|delivery (?:problems|errors|status notification)"
                    + "|transcript of session follows|final-recipient:|rcpt to:|returned message|permanent (?:error|failure)|not yet been delivered|user unknown|unknown user|mailbox full|recipients? (?:was|were) (?:rejected|affected)"
                    + "|rejected by (?:a|the) (?:remote|recipient)|trying to deliver|failed recipient|following (?:address|recipient)e?s?|attempting to deliver|failed permanently|n['’]a pas pu être (?:remis|distribué|envoyé|livré)|impossible (?:de remettre|d['’]acheminer)"
                    + "|送信できません|配信でき|届けられません|宛先|エラー",
            FLAGS);

    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?![\\d.]*\\d)");
    private static final Pattern CODE = Pattern.compile("(?<![\\d.])([45])\\d\\d[ \\-#:]");
    private static final Pattern LATER = Pattern.compile(
            "delayed|still being retried|not yet been delivered|will (?:be )?(?:retr|try)|temporar|warning only|warning--|try again later|deferred|retardé|différé",
            FLAGS);

    /** What parts the server's words from the mail that comes back. */
    private static final Pattern COPY = Pattern.compile(
            "(?im)^[-= \\t>*]{0,100}(?:below this line is a copy|this is a copy of|this copy of|original (?:message|mail)|unsent message|returned message|message headers?|header of|non-delivered info|undelivered message"
                    + "|the (?:body|header|original) of|message (?:source|contents)|your (?:original )?message (?:is|follows)|begin original|included is a copy|message d['’]origine|received: (?:from|by|\\()|return-path: |bounced e-?mail).*$");

    // Possessive: a line of spaces must not be tried in every way of sharing them out.
    private static final Pattern LINE = Pattern.compile(
            "(?im)^[ \\t]*+(?:(?:to:|recipients?:?|address:|following recipients?:?|could not be delivered to:|\\[?smtp:|rfc822;|\\*|-)[ \\t]*+)?(?:rfc822;[ \\t]*+)?<?(?:\\[?smtp:)?("
                    + Addresses.ADDRESS.pattern() + ")>?\\]?[ \\t]*+(?:[:;,.(\\[]|on |$|--)");
    private static final Pattern FIELD = Pattern.compile(
            "(?im)^(?:final|original)-recipient: ?(?:rfc822;)? ?<?(" + Addresses.ADDRESS.pattern() + ")");
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^[ \\t>]*message-id: *<([^<>\\s]{1,300})>");
    private static final Pattern ENVELOPE =
            Pattern.compile("(?im)^original-envelope-id:[ \\t]*([\\w.-]{1,90}@[\\w.-]{1,90})[ \\t]*$");
    private static final Pattern COMMAND = Pattern.compile("(?i)rcpt to: ?<(" + Addresses.ADDRESS.pattern() + ")>");
    private static final Pattern TO = Pattern.compile("(?im)^[ \\t>]*to: *(.{3,400})$");
    private static final Pattern NOTIFIED =
            Pattern.compile("\"(?:notificationType|eventType)\"\\s*:\\s*\"(Bounce|Complaint)\"");
    private static final Pattern NOTIFIED_OF = Pattern.compile("\"emailAddress\"\\s*:\\s*\"([^\"]{3,320})\"");

    private Bounces() {}

    static @Nullable Kind of(Part root, List<Mailbox> from, Evidence evidence) {
        var statuses = new ArrayList<Reports.Status>();
        evidence.deliveryReports.forEach(report -> statuses.addAll(Reports.statuses(report)));
        if (statuses.isEmpty() && isFromNobody(root, from)) {
            evidence.reportsInside.forEach(report -> statuses.addAll(Reports.statuses(report)));
        }
        var bad = statuses.stream()
                .filter(status -> status.action().equals("failed")
                        || status.action().equals("delayed")
                        || (status.action().isEmpty()
                                && !status.failure().status().startsWith("2")))
                .map(Reports.Status::failure)
                .toList();
        var text = evidence.text();
        if (!bad.isEmpty()) {
            return new Bounce(known(bad, root, from, text, evidence.mail()), named(evidence, text));
        }
        if (!statuses.isEmpty()) {
            return null; // all of them arrived
        }
        var notified = text.startsWith("{") ? NOTIFIED.matcher(text) : null;
        if (notified != null && notified.find()) {
            return notified(notified.group(1), text);
        }
        if (!isFromNobody(root, from) && evidence.deliveryReports.isEmpty()) {
            return null;
        }
        var subject = Words.line(root.first("subject"), 300);
        boolean said = SUBJECT.matcher(subject).find();
        boolean failed = root.has("x-failed-recipients") || !evidence.deliveryReports.isEmpty();
        boolean explained = WORDS.matcher(head(text)).find();
        boolean answered = root.first("auto-submitted").toLowerCase(Locale.ROOT).startsWith("auto-replied");
        boolean returned = explained && evidence.mail() != null && !answered;
        if (failed
                || returned
                || (said && (explained || !answered || isDaemon(from)))
                || (explained && isDaemon(from) && !answered)) {
            return new Bounce(failures(root, from, text, evidence.mail()), named(evidence, text));
        }
        return null;
    }

    /** What it is about: by the mail that comes back with it, else by what stood on its envelope (RFC 3464, 2.2.1). */
    private static @Nullable String named(Evidence evidence, String text) {
        var id = id(evidence.mail(), text);
        return id != null
                ? id
                : evidence.deliveryReports.stream()
                        .map(ENVELOPE::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1))
                        .findFirst()
                        .orElse(null);
    }

    /** Amazon's notifications are mails, too, when nobody asked for anything else. */
    private static Kind notified(String what, String text) {
        var recipients = all(NOTIFIED_OF, text, Set.of());
        if (what.equals("Complaint")) {
            return new Kind.Complaint("abuse", List.copyOf(recipients), null);
        }
        boolean permanent = !text.contains("\"Transient\"");
        return new Bounce(
                recipients.stream()
                        .map(one -> new Failure(one, status(text), permanent, ""))
                        .toList(),
                null);
    }

    static boolean isDaemon(List<Mailbox> from) {
        return from.stream().anyMatch(mailbox -> {
            var address = mailbox.address();
            int at = address.indexOf('@');
            return (at > 0 && DAEMON.matcher(address.substring(0, at)).matches())
                    || DAEMONS_NAME.matcher(mailbox.name()).matches()
                    || (address.isEmpty() && DAEMON.matcher(mailbox.name()).matches());
        });
    }

    private static boolean isFromNobody(Part root, List<Mailbox> from) {
        if (isDaemon(from)
                || from.stream().allMatch(mailbox -> mailbox.address().isEmpty())) {
            return true;
        }
        var path = root.first("return-path");
        return root.has("return-path")
                && (Addresses.address(path).isEmpty()
                        || DAEMON.matcher(path.replaceAll("[<>]|@.*", "")).matches());
    }

    /** A report without a recipient may name it in its words. */
    private static List<Failure> known(
            List<Failure> failures, Part root, List<Mailbox> from, String text, @Nullable Part original) {
        if (failures.stream().noneMatch(failure -> failure.recipient().isEmpty())) {
            return failures;
        }
        var found = failures(root, from, text, original);
        var known = new ArrayList<>(failures.stream()
                .filter(failure -> !failure.recipient().isEmpty())
                .toList());
        var nameless = failures.stream()
                .filter(failure -> failure.recipient().isEmpty())
                .findFirst()
                .orElseThrow();
        for (var failure : found) {
            if (known.stream().noneMatch(one -> one.recipient().equalsIgnoreCase(failure.recipient()))) {
                known.add(new Failure(failure.recipient(), nameless.status(), nameless.permanent(), nameless.words()));
            }
        }
        return known.isEmpty() ? failures : known;
    }

    private static List<Failure> failures(Part root, List<Mailbox> from, String text, @Nullable Part original) {
        var copy = COPY.matcher(text);
        var report = copy.find() && copy.start() > 0 ? text.substring(0, copy.start()) : text;
        var recipients = recipients(root, from, report, text, original);
        var failures = new ArrayList<Failure>();
        for (var recipient : recipients) {
            int at = Math.max(0, report.indexOf(recipient));
            var about = report.substring(at, Math.min(report.length(), at + 1_000));
            var status = status(about).isEmpty() ? status(report) : status(about);
            boolean permanent =
                    status.isEmpty() ? permanent(report + " " + root.first("subject")) : status.startsWith("5");
            failures.add(new Failure(recipient, status, permanent, words(about)));
        }
        return failures;
    }

    private static Set<String> recipients(
            Part root, List<Mailbox> from, String report, String text, @Nullable Part original) {
        var failed = new LinkedHashSet<String>();
        addresses(String.join(", ", root.all("x-failed-recipients")), failed);
        if (!failed.isEmpty()) {
            return failed;
        }
        var ours = new LinkedHashSet<String>();
        Addresses.of(String.join(", ", root.all("to")))
                .forEach(mailbox -> ours.add(mailbox.address().toLowerCase(Locale.ROOT)));
        from.forEach(mailbox -> ours.add(mailbox.address().toLowerCase(Locale.ROOT)));
        for (var pattern : List.of(FIELD, LINE, COMMAND, Addresses.ADDRESS)) {
            // Fields of a report are what they are even in a report that comes back inside another.
            var found = all(pattern, pattern == FIELD ? text : report, ours);
            if (!found.isEmpty()) {
                return pattern == Addresses.ADDRESS ? Set.of(found.iterator().next()) : found;
            }
        }
        // Only the mail that came back says whom it was for.
        var to = TO.matcher(text);
        addresses(original != null ? original.first("to") : to.find() ? to.group(1) : "", failed);
        if (failed.isEmpty()) {
            failed.addAll(all(FIELD, text, Set.of()));
            failed.addAll(all(COMMAND, text, Set.of()));
        }
        if (failed.isEmpty()) { // a test sent to oneself
            failed.addAll(all(LINE, report, Set.of()));
        }
        return failed;
    }

    private static void addresses(String header, Set<String> found) {
        for (var mailbox : Addresses.of(header)) {
            if (!mailbox.address().isEmpty() && found.size() < MOST) {
                found.add(mailbox.address());
            }
        }
    }

    private static Set<String> all(Pattern pattern, String text, Set<String> but) {
        var found = new LinkedHashSet<String>();
        var matcher = pattern.matcher(text);
        while (matcher.find() && found.size() < MOST) {
            var address = Addresses.address(
                    (matcher.groupCount() > 0 ? matcher.group(1) : matcher.group()).replaceAll("[.:]+$", ""));
            int at = address.indexOf('@');
            if (at > 0
                    && !but.contains(address.toLowerCase(Locale.ROOT))
                    && !DAEMON.matcher(address.substring(0, at)).matches()) {
                found.add(address);
            }
        }
        return found;
    }

    /** The enhanced code of RFC 3463 in some words, or empty. */
    static String status(String words) {
        var status = STATUS.matcher(words);
        return status.find() ? status.group(1) : "";
    }

    static boolean permanent(String words) {
        var code = CODE.matcher(words);
        return code.find() ? code.group(1).equals("5") : !LATER.matcher(words).find();
    }

    private static String words(String about) {
        var line = about.replaceAll("\\s+", " ");
        return Words.line(line.length() > 300 ? line.substring(0, 300) : line, 300);
    }

    /** Of the message that came back: from its own headers, or from those that stand in the words. */
    static @Nullable String id(@Nullable Part original, String text) {
        var ids = original == null ? List.<String>of() : Ids.of(original.first("message-id"));
        if (!ids.isEmpty()) {
            return ids.getFirst();
        }
        var found = MESSAGE_ID.matcher(text);
        return found.find() ? Words.line(found.group(1), 300) : null;
    }

    private static String head(String text) {
        return text.length() > 8_000 ? text.substring(0, 8_000) : text;
    }
}

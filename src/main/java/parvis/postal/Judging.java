package parvis.postal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.postal.DkimResult.Outcome;
import parvis.postal.Dmarc.Wish;
import parvis.postal.Judgement.Standing;

/**
 * Looks at what proves the sender of a mail: signatures (DKIM), the address that it came from (SPF), and what the domain in
 * From asks for (DMARC). Asks the DNS, so it belongs outside of any transaction. When nobody answers, nothing is known.
 */
@Component
public class Judging {
    private final Dns dns;
    private final DkimVerifier verifier;

    Judging(Dns dns) {
        this.dns = dns;
        this.verifier = new DkimVerifier(dns);
    }

    /**
     * @param mail its bytes as they came; read to the end only when it is signed
     * @param peer the address that handed it over, or null when it was a relay of our own, which tells nothing
     * @param sender of the envelope
     */
    public Judgement judge(InputStream mail, @Nullable InetAddress peer, String sender, Instant at) throws IOException {
        var body = new BufferedInputStream(mail);
        var headers = RawHeaders.read(body);
        var from = from(headers);
        if (from.domain() == null) {
            return from.several()
                    ? new Judgement(Standing.DOUBTFUL, "", "dmarc=permerror (several senders)")
                    : headers.named("From").isEmpty()
                            ? Judgement.NOTHING
                            : new Judgement(Standing.NOTHING_KNOWN, "", "dmarc=permerror (no sender)");
        }
        var domain = from.domain();
        // First what the domain wants, and only what can prove it: a mail must not make us ask and wait for anybody
        // else.
        var policy = Dmarc.of(dns, domain);
        var wish = policy.records().isEmpty() ? null : policy.records().getFirst();
        var strictDkim = wish != null && wish.strictDkim();
        var strictSpf = wish != null && wish.strictSpf();
        var told = new ArrayList<String>();
        var signatures = verifier.verify(headers, body, at, signer -> Domains.areAligned(signer, domain, strictDkim));
        signatures.forEach(signature -> told.add(word(signature)));
        for (var signature : signatures) {
            if (signature.outcome() == Outcome.VALID) {
                told.add("dmarc=pass header.from=" + domain);
                return new Judgement(Standing.SIGNED, signature.domain(), String.join("; ", told));
            }
        }
        var spf = Domains.areAligned(Domains.of(sender), domain, strictSpf) ? spf(peer, sender) : null;
        if (spf != null) {
            told.add("spf=" + spf.word() + " smtp.mailfrom=" + Domains.of(sender));
        }
        if (spf == Spf.Result.PASS) {
            told.add("dmarc=pass header.from=" + domain);
            return new Judgement(Standing.NAMED, Domains.of(sender), String.join("; ", told));
        }
        if (wish != null) {
            told.add("dmarc=fail (p=" + wish.wish().word() + ") header.from=" + domain);
        }
        var unknown = signatures.stream().anyMatch(s -> s.outcome() == Outcome.UNKNOWN);
        var broken = signatures.stream().anyMatch(s -> s.outcome() == Outcome.INVALID);
        // Who asks for proof is not believed for want of an answer either.
        if ((wish != null && wish.wish() != Wish.NONE) || (broken && !unknown)) {
            return new Judgement(Standing.DOUBTFUL, domain, String.join("; ", told));
        }
        return new Judgement(Standing.NOTHING_KNOWN, domain, String.join("; ", told));
    }

    private Spf.@Nullable Result spf(@Nullable InetAddress peer, String sender) {
        return peer == null ? null : Spf.check(dns, peer, sender, Domains.of(sender));
    }

    private static String word(DkimResult signature) {
        var result = switch (signature.outcome()) {
            case VALID -> "pass";
            case INVALID -> "fail";
            case UNKNOWN -> "temperror";
            case NOTHING -> "neutral";
        };
        return "dkim=" + result
                + (signature.why().isEmpty() ? "" : " (" + signature.why() + ")")
                + (signature.domain().isEmpty() ? "" : " header.d=" + signature.domain());
    }

    /** @param domain of the one address in the one From; null when there is none, or more */
    private record From(@Nullable String domain, boolean several) {}

    private static From from(RawHeaders headers) {
        var fields = headers.named("From");
        if (fields.size() != 1) {
            return new From(null, fields.size() > 1);
        }
        var domains = domains(fields.getFirst().value());
        return domains.size() == 1 && !domains.getFirst().isEmpty()
                ? new From(domains.getFirst(), false)
                : new From(null, domains.size() > 1);
    }

    /** Of the addresses in a From, names and comments left out. */
    private static List<String> domains(String value) {
        var bare = new StringBuilder();
        var quoted = false;
        var depth = 0;
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '\\' && (quoted || depth > 0)) {
                i++;
            } else if (c == '"' && depth == 0) {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')' && depth > 0) {
                depth--;
            } else if (!quoted && depth == 0) {
                bare.append(c);
            }
        }
        var found = new ArrayList<String>();
        for (var part : bare.toString().split(",")) {
            var open = part.lastIndexOf('<');
            var close = part.indexOf('>', Math.max(open, 0));
            var address = open >= 0 && close > open ? part.substring(open + 1, close) : part;
            if (address.contains("@")) {
                found.add(Domains.of(address.strip()));
            }
        }
        return found.stream().distinct().toList();
    }
}

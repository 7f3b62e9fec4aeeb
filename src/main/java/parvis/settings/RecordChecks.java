package parvis.settings;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import parvis.postal.Answer;
import parvis.postal.Dmarc;
import parvis.postal.Dns;
import parvis.postal.Sealing;
import parvis.postal.Spf;
import parvis.postal.SpfRecord;
import parvis.settings.Check.Subject;

/** What the domain of the sender should publish, and what it does. Asks the DNS and nothing else. */
final class RecordChecks {
    private RecordChecks() {}

    /** RFC 7208: which addresses send the domain's mail. */
    static Check spf(Dns dns, String domain, Sending sending) {
        return switch (SpfRecord.of(dns, domain)) {
            case Answer.Unknown<SpfRecord>(var why) -> Check.unknown(Subject.SPF, "settings.dns.silent", domain);
            case Answer.Nothing<SpfRecord>() ->
                Check.toDo(Subject.SPF, "settings.spf.none", domain)
                        .also(sending.certain() ? "settings.spf.ours" : "settings.spf.provider")
                        .publishing(domain, "TXT", suggested(sending));
            case Answer.Found<SpfRecord>(var records) ->
                records.size() > 1
                        ? Check.problem(Subject.SPF, "settings.spf.several", domain, records.size())
                        : spf(dns, domain, records.getFirst(), sending);
        };
    }

    private static Check spf(Dns dns, String domain, SpfRecord record, Sending sending) {
        if (record.unreadable().isPresent()) {
            return Check.problem(
                    Subject.SPF, "settings.spf.unreadable", record.unreadable().get());
        }
        var lookups = record.lookups(dns);
        if (lookups > SpfRecord.MOST_LOOKUPS) {
            return Check.problem(Subject.SPF, "settings.spf.long", lookups, SpfRecord.MOST_LOOKUPS);
        }
        var named = sending.addresses().stream()
                .filter(address -> Spf.check(dns, address, "postmaster@" + domain, domain) == Spf.Result.PASS)
                .toList();
        if (sending.certain()) {
            for (var address : sending.addresses()) {
                if (!named.contains(address)) {
                    return Check.problem(Subject.SPF, "settings.spf.missing", domain, address.getHostAddress())
                            .publishing(domain, "TXT", record.with(address));
                }
            }
        }
        if (!record.isClosed()) {
            return Check.toDo(Subject.SPF, "settings.spf.open").publishing(domain, "TXT", closed(record));
        }
        return named.isEmpty()
                ? Check.good(Subject.SPF, "settings.spf.there", domain).also("settings.spf.elsewhere")
                : Check.good(Subject.SPF, "settings.spf.good", domain, words(named));
    }

    /** RFC 6376: the key with which letters are sealed. */
    static Check dkim(Dns dns, String domain, Sealing sealing) {
        var key = sealing.key();
        if (key.isEmpty()) {
            return Check.toDo(Subject.DKIM, "settings.dkim.none");
        }
        var name = sealing.published(domain);
        return switch (dns.texts(name)) {
            case Answer.Unknown<String>(var why) -> Check.unknown(Subject.DKIM, "settings.dns.silent", name);
            case Answer.Nothing<String>() ->
                Check.problem(Subject.DKIM, "settings.dkim.missing")
                        .publishing(name, "TXT", key.get().record());
            case Answer.Found<String>(var texts) ->
                texts.stream().anyMatch(key.get()::isIn)
                        ? Check.good(Subject.DKIM, "settings.dkim.good", domain, name)
                        : Check.problem(Subject.DKIM, "settings.dkim.other", name)
                                .publishing(name, "TXT", key.get().record());
        };
    }

    /** RFC 7489: what others shall do with mail that only pretends. */
    static Check dmarc(Dns dns, String domain, String address) {
        var name = "_dmarc." + domain;
        return switch (Dmarc.of(dns, domain)) {
            case Answer.Unknown<Dmarc>(var why) -> Check.unknown(Subject.DMARC, "settings.dns.silent", name);
            case Answer.Nothing<Dmarc>() ->
                Check.toDo(Subject.DMARC, "settings.dmarc.none", domain)
                        .publishing(name, "TXT", "v=DMARC1; p=none; rua=mailto:" + address);
            case Answer.Found<Dmarc>(var found) -> dmarc(found.getFirst(), name, address);
        };
    }

    private static Check dmarc(Dmarc dmarc, String name, String address) {
        var check = switch (dmarc.wish()) {
            case NONE ->
                Check.toDo(Subject.DMARC, "settings.dmarc.watches")
                        .publishing(
                                name,
                                "TXT",
                                "v=DMARC1; p=quarantine; rua="
                                        + (dmarc.asked().isEmpty()
                                                ? "mailto:" + address
                                                : String.join(",", dmarc.asked())));
            case QUARANTINE -> Check.good(Subject.DMARC, "settings.dmarc.quarantine");
            case REJECT -> Check.good(Subject.DMARC, "settings.dmarc.reject");
        };
        return dmarc.asked().isEmpty()
                ? check.also("settings.dmarc.unheard")
                : check.also(
                        "settings.dmarc.heard", String.join(", ", dmarc.asked()).replace("mailto:", ""));
    }

    /** An address that sends mail has a name, and the name has the address. */
    static Check reverse(Dns dns, Sending sending) {
        if (sending.host().isEmpty()) {
            return Check.unknown(Subject.REVERSE, "settings.reverse.nowhere");
        }
        if (!sending.certain()) {
            return Check.unknown(Subject.REVERSE, "settings.reverse.elsewhere", sending.host());
        }
        if (sending.addresses().isEmpty()) {
            return Check.unknown(Subject.REVERSE, "settings.reverse.hidden");
        }
        return reverse(dns, sending.addresses());
    }

    static Check reverse(Dns dns, List<InetAddress> addresses) {
        var said = new java.util.ArrayList<String>();
        for (var address : addresses) {
            switch (dns.names(address)) {
                case Answer.Unknown<String>(var why) -> {
                    return Check.unknown(Subject.REVERSE, "settings.dns.silent", address.getHostAddress());
                }
                case Answer.Nothing<String>() -> {
                    return Check.toDo(Subject.REVERSE, "settings.reverse.none", address.getHostAddress());
                }
                case Answer.Found<String>(var names) -> {
                    var confirmed = names.stream()
                            .filter(name -> dns.addresses(name).records().contains(address))
                            .findFirst();
                    if (confirmed.isEmpty()) {
                        return Check.problem(
                                        Subject.REVERSE,
                                        "settings.reverse.unconfirmed",
                                        address.getHostAddress(),
                                        names.getFirst())
                                .publishing(
                                        names.getFirst(),
                                        address instanceof java.net.Inet6Address ? "AAAA" : "A",
                                        address.getHostAddress());
                    }
                    said.add(address.getHostAddress() + " = " + confirmed.get());
                }
            }
        }
        return Check.good(Subject.REVERSE, "settings.reverse.good", String.join(", ", said));
    }

    private static String suggested(Sending sending) {
        if (sending.certain() && !sending.addresses().isEmpty()) {
            return "v=spf1 "
                    + sending.addresses().stream().map(SpfRecord::mechanism).collect(Collectors.joining(" "))
                    + " -all";
        }
        return sending.host().isEmpty() || sending.certain()
                ? "v=spf1 mx ~all"
                : "v=spf1 a:" + sending.host() + " ~all";
    }

    private static String closed(SpfRecord record) {
        var kept = record.terms().stream().filter(term -> !term.endsWith("all")).collect(Collectors.joining(" "));
        return ("v=spf1 " + kept).strip() + " ~all";
    }

    private static String words(List<InetAddress> addresses) {
        return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    }
}

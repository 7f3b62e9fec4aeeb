package parvis.postal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import parvis.postal.DkimResult.Outcome;

/** Verifies the signatures of a mail (RFC 6376, RFC 8301, RFC 8463), with the keys that domains publish. */
final class DkimVerifier {
    /** More are somebody's trial of our patience. */
    private static final int MOST = 3;

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);

    private final Dns dns;

    DkimVerifier(Dns dns) {
        this.dns = dns;
    }

    /** A signature as it stands in the header. */
    private record Read(
            RawHeaders.Field field,
            Tags tags,
            String domain,
            Canonical header,
            Canonical body,
            byte[] bodyHash,
            byte[] seal,
            List<String> signed) {}

    /** @param wanted which domains' signatures matter: nobody is asked about the others */
    List<DkimResult> verify(RawHeaders headers, InputStream body, Instant at, Predicate<String> wanted)
            throws IOException {
        var results = new ArrayList<DkimResult>();
        var sound = new ArrayList<Read>();
        var fields = headers.named("DKIM-Signature").stream()
                .filter(field -> wanted.test(domain(field)))
                .limit(MOST)
                .toList();
        for (var field : fields) {
            var result = begun(headers, field, at, sound);
            if (result != null) {
                results.add(result);
            }
        }
        if (sound.isEmpty()) {
            return results;
        }
        var hashes = new EnumMap<Canonical, byte[]>(Canonical.class);
        var counted = new EnumMap<Canonical, Long>(Canonical.class);
        hash(body, sound, hashes, counted);
        for (var read : sound) {
            results.add(ended(read, hashes, counted));
        }
        return results;
    }

    /** Everything but the body; null while nothing speaks against it. */
    private @Nullable DkimResult begun(RawHeaders headers, RawHeaders.Field field, Instant at, List<Read> sound) {
        var tags = Tags.parse(field.value()).orElse(null);
        if (tags == null) {
            return new DkimResult("", Outcome.INVALID, "unreadable");
        }
        var domain = Domains.ascii(tags.get("d").orElse(""));
        var wrong = wrong(tags, domain, at);
        if (wrong != null) {
            return new DkimResult(domain, Outcome.INVALID, wrong);
        }
        var ways = tags.word("c", "simple/simple").split("/");
        var header = canonical(ways[0]);
        var body = canonical(ways.length > 1 ? ways[1] : "simple");
        var bodyHash = decoded(tags.packed("bh").orElse(""));
        var seal = decoded(tags.packed("b").orElse(""));
        var signed = Arrays.stream(tags.packed("h").orElse("").split(":")).toList();
        if (header == null || body == null || bodyHash == null || seal == null) {
            return new DkimResult(domain, Outcome.INVALID, "unreadable");
        }
        if (signed.stream().noneMatch(name -> name.equalsIgnoreCase("from"))) {
            return new DkimResult(domain, Outcome.INVALID, "the sender is not signed");
        }
        var read = new Read(field, tags, domain, header, body, bodyHash, seal, signed);
        var name = tags.packed("s").orElse("") + "._domainkey." + domain;
        return switch (dns.texts(name)) {
            case Answer.Unknown<String>(var why) -> new DkimResult(domain, Outcome.UNKNOWN, why);
            case Answer.Nothing<String>() -> new DkimResult(domain, Outcome.INVALID, "no key");
            case Answer.Found<String>(var records) -> against(records, headers, read, sound);
        };
    }

    private static @Nullable String wrong(Tags tags, String domain, Instant at) {
        if (!tags.get("v").orElse("").equals("1")) {
            return "unknown version";
        }
        var algorithm = tags.word("a", "");
        if (!algorithm.equals("rsa-sha256") && !algorithm.equals("ed25519-sha256")) {
            return "unknown algorithm";
        }
        if (domain.isEmpty() || tags.packed("s").orElse("").isEmpty()) {
            return "unreadable";
        }
        var identity = Domains.of(tags.packed("i").orElse("@" + domain));
        if (!identity.equals(domain) && !identity.endsWith("." + domain)) {
            return "another domain's";
        }
        var made = seconds(tags, "t");
        var expires = seconds(tags, "x");
        if (made != null && made.isAfter(at.plus(CLOCKS_DIFFER))) {
            return "from the future";
        }
        return expires != null && expires.isBefore(at) ? "expired" : null;
    }

    private static @Nullable DkimResult against(List<String> records, RawHeaders headers, Read read, List<Read> sound) {
        var algorithm = read.tags().word("a", "");
        var kind = algorithm.substring(0, algorithm.indexOf('-'));
        var why = "no key";
        var words = words(headers, read);
        for (var record : records) {
            var key = Tags.parse(record).orElse(null);
            if (key == null
                    || !key.get("v").orElse("DKIM1").equals("DKIM1")
                    || !key.word("k", "rsa").equals(kind)) {
                continue;
            }
            if (key.packed("p").orElse("").isEmpty()) {
                why = "the key was revoked";
                continue;
            }
            var flags = List.of(key.word("t", "").split("\\s*:\\s*"));
            var identity = Domains.of(read.tags().packed("i").orElse("@" + read.domain()));
            var hashes = key.word("h", "sha256");
            var services = key.word("s", "*");
            var made = DkimKey.read(kind, key.packed("p").orElse(""));
            if (made == null
                    || !List.of(hashes.split("\\s*:\\s*")).contains("sha256")
                    || !(services.contains("*") || services.contains("email"))
                    || (flags.contains("s") && !identity.equals(read.domain()))) {
                why = "no usable key";
                continue;
            }
            if (!DkimKey.verifies(made, words, read.seal())) {
                why = "signature does not match";
                continue;
            }
            if (flags.contains("y")) {
                return new DkimResult(read.domain(), Outcome.NOTHING, "the domain tries it out");
            }
            sound.add(read);
            return null;
        }
        return new DkimResult(read.domain(), Outcome.INVALID, why);
    }

    private static DkimResult ended(Read read, Map<Canonical, byte[]> hashes, Map<Canonical, Long> counted) {
        var limit = read.tags().packed("l").orElse("");
        if (!limit.isEmpty() && !limit.equals(String.valueOf(counted.get(read.body())))) {
            // whatever was added behind the signed part would carry the domain's name
            return new DkimResult(read.domain(), Outcome.NOTHING, "covers a part only");
        }
        return MessageDigest.isEqual(hashes.get(read.body()), read.bodyHash())
                ? new DkimResult(read.domain(), Outcome.VALID, "")
                : new DkimResult(read.domain(), Outcome.INVALID, "the text was changed");
    }

    private static void hash(
            InputStream body, List<Read> sound, Map<Canonical, byte[]> hashes, Map<Canonical, Long> counted)
            throws IOException {
        var running = new EnumMap<Canonical, BodyHash>(Canonical.class);
        sound.forEach(read -> running.computeIfAbsent(read.body(), BodyHash::new));
        var buffer = new byte[16_384];
        for (var length = body.read(buffer); length >= 0; length = body.read(buffer)) {
            for (var hash : running.values()) {
                hash.update(buffer, length);
            }
        }
        running.forEach((way, hash) -> {
            hashes.put(way, hash.done());
            counted.put(way, hash.counted());
        });
    }

    /** The signed fields, each name from the last one upwards, and the signature itself without its seal. */
    private static byte[] words(RawHeaders headers, Read read) {
        var words = new StringBuilder();
        var taken = new HashMap<String, Integer>();
        for (var name : read.signed()) {
            var all = headers.named(name);
            var next = taken.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
            if (next <= all.size()) {
                words.append(read.header().field(all.get(all.size() - next)));
            }
        }
        var unsealed = read.field().raw().replaceFirst("(?s)([:;][ \\t\\r\\n]*b[ \\t\\r\\n]*=)[^;]*", "$1");
        words.append(read.header().bare(read.field().name(), unsealed));
        return words.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static @Nullable Canonical canonical(String word) {
        return switch (word.strip()) {
            case "simple" -> Canonical.SIMPLE;
            case "relaxed" -> Canonical.RELAXED;
            default -> null;
        };
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            return bytes.length == 0 ? null : bytes;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static @Nullable Instant seconds(Tags tags, String tag) {
        var text = tags.packed(tag).orElse("");
        return text.matches("[0-9]{1,12}") ? Instant.ofEpochSecond(Long.parseLong(text)) : null;
    }

    /** All of them, of whoever. */
    List<DkimResult> verify(InputStream mail, Instant at) throws IOException {
        var buffered = new BufferedInputStream(mail);
        return verify(RawHeaders.read(buffered), buffered, at, any -> true);
    }

    private static String domain(RawHeaders.Field field) {
        return Tags.parse(field.value())
                .flatMap(tags -> tags.get("d"))
                .map(Domains::ascii)
                .orElse("");
    }
}

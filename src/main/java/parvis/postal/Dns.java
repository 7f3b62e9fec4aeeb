package parvis.postal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Asks the DNS, of this machine's own resolvers or of the one that is set, and never waits for long. Answers are kept for as
 * long as they say; when nobody answers any more, an answer is hardly waited for, until one comes.
 */
@Component
public class Dns {
    /** A server of mail: the smaller its preference, the sooner it is tried. */
    public record Exchanger(int preference, String host) {}

    static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration NOTHING = Duration.ofMinutes(5);
    private static final Duration UNKNOWN = Duration.ofSeconds(15);
    /** After so many names in a row that nobody answered for… */
    private static final int SILENCES = 4;
    /** …others are asked all the same: whoever makes us wait for theirs must not keep us from asking about anybody else's. */
    private static final Duration HARDLY = Duration.ofMillis(250);

    private static final int MOST_NAMES = 20_000;
    private static final int MOST_RECORDS = 100;
    private static final int PORT = 53;
    /** Names that are nobody's in the world (RFC 2606, RFC 6761, RFC 7686): the world is not asked for them. */
    private static final Set<String> NOT_OF_THIS_WORLD =
            Set.of("test", "example", "invalid", "localhost", "local", "onion");

    private final LookupSession session;
    private final boolean everyName;
    private final AtomicInteger silences = new AtomicInteger();
    private final Cache<Asked, Kept> kept;
    private volatile long silentUntil = System.nanoTime();

    private record Asked(Name name, int type) {}

    private record Kept(Answer<Record> answer, Duration life) {}

    /** @param server {@code host:port} of the one that is asked; empty for the resolvers of this machine */
    public Dns(@Value("${parvis.dns:}") String server) {
        this.everyName = !server.isEmpty();
        this.session =
                LookupSession.builder().resolver(resolver(server)).ndots(1).build();
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST_NAMES)
                .expireAfter(Expiry.creating((Asked asked, Kept found) -> found.life()))
                .build();
    }

    /** The texts at a name, the pieces of each put together. */
    public Answer<String> texts(String name) {
        return ask(name, Type.TXT, record -> record instanceof TXTRecord text ? joined(text) : null);
    }

    /** The servers that take a domain's mail, the first to be tried before the others. */
    public Answer<Exchanger> exchangers(String name) {
        var answer = ask(
                name,
                Type.MX,
                record ->
                        record instanceof MXRecord mx ? new Exchanger(mx.getPriority(), plain(mx.getTarget())) : null);
        return answer instanceof Answer.Found<Exchanger>(var found)
                ? new Answer.Found<>(found.stream()
                        .sorted(java.util.Comparator.comparingInt(Exchanger::preference))
                        .toList())
                : answer;
    }

    /** Of both families; unknown when either is, and nothing was found. */
    public Answer<InetAddress> addresses(String name) {
        var four = ask(name, Type.A, record -> record instanceof ARecord a ? a.getAddress() : null);
        var six = ask(name, Type.AAAA, record -> record instanceof AAAARecord a ? a.getAddress() : null);
        var both = new ArrayList<InetAddress>(four.records());
        both.addAll(six.records());
        if (!both.isEmpty()) {
            return new Answer.Found<>(List.copyOf(both));
        }
        return four.isUnknown() ? four : six;
    }

    /** What an address is called (PTR). */
    public Answer<String> names(InetAddress address) {
        return ask(
                ReverseMap.fromAddress(address),
                Type.PTR,
                record -> record instanceof PTRRecord named ? plain(named.getTarget()) : null);
    }

    /** The same for one that is written out, such as {@code 1.2.0.192.in-addr.arpa}. */
    Answer<String> namesAt(String name) {
        return ask(name, Type.PTR, record -> record instanceof PTRRecord named ? plain(named.getTarget()) : null);
    }

    private <T> Answer<T> ask(String name, int type, Function<Record, @Nullable T> read) {
        Name asked;
        try {
            asked = Name.fromString(IDN.toASCII(name.strip()).toLowerCase(Locale.ROOT), Name.root);
        } catch (TextParseException | IllegalArgumentException noName) {
            return new Answer.Nothing<>();
        }
        return ask(asked, type, read);
    }

    private <T> Answer<T> ask(Name name, int type, Function<Record, @Nullable T> read) {
        return switch (known(new Asked(name, type))) {
            case Answer.Found<Record>(var records) -> {
                var found = new ArrayList<T>();
                for (var record : records) {
                    var one = read.apply(record);
                    if (one != null) {
                        found.add(one);
                    }
                }
                yield found.isEmpty() ? new Answer.Nothing<>() : new Answer.Found<>(List.copyOf(found));
            }
            case Answer.Nothing<Record>() -> new Answer.Nothing<>();
            case Answer.Unknown<Record>(var why) -> new Answer.Unknown<>(why);
        };
    }

    /** Two who ask for the same at once both ask: nobody waits behind another name. */
    private Answer<Record> known(Asked asked) {
        var before = kept.getIfPresent(asked);
        if (before != null) {
            return before.answer();
        }
        var found = fetch(asked);
        kept.put(asked, found);
        return found.answer();
    }

    private Kept fetch(Asked asked) {
        if (!everyName && NOT_OF_THIS_WORLD.contains(top(asked.name()))) {
            return new Kept(new Answer.Nothing<>(), NOTHING);
        }
        var patience = silentUntil - System.nanoTime() > 0 ? HARDLY : PATIENCE;
        try {
            var records = session.lookupAsync(asked.name(), asked.type())
                    .toCompletableFuture()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .getRecords();
            answered();
            var shortest = records.stream().mapToLong(Record::getTTL).min().orElse(NOTHING.toSeconds());
            var life = Duration.ofSeconds(Math.max(1, Math.min(shortest, LONGEST.toSeconds())));
            return records.isEmpty()
                    ? new Kept(new Answer.Nothing<>(), NOTHING)
                    : new Kept(
                            new Answer.Found<>(
                                    records.stream().limit(MOST_RECORDS).toList()),
                            life);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Kept(new Answer.Unknown<>("stopping"), Duration.ZERO);
        } catch (TimeoutException slow) {
            return unanswered("no answer in time");
        } catch (ExecutionException | CompletionException failed) {
            var cause = failed.getCause() == null ? failed : failed.getCause();
            if (cause instanceof NoSuchDomainException || cause instanceof NoSuchRRSetException) {
                answered();
                return new Kept(new Answer.Nothing<>(), NOTHING);
            }
            return cause instanceof org.xbill.DNS.lookup.LookupFailedException
                    ? new Kept(new Answer.Unknown<>("the server cannot tell"), UNKNOWN)
                    : unanswered(cause.getClass().getSimpleName());
        }
    }

    private void answered() {
        silences.set(0);
        silentUntil = System.nanoTime();
    }

    private Kept unanswered(String why) {
        if (silences.incrementAndGet() >= SILENCES) {
            silentUntil = System.nanoTime() + UNKNOWN.toNanos();
        }
        return new Kept(new Answer.Unknown<>(why), UNKNOWN);
    }

    private static Resolver resolver(String server) {
        try {
            if (server.isEmpty()) {
                var own = new ExtendedResolver();
                own.setTimeout(PATIENCE);
                own.setRetries(1);
                return own;
            }
            var colon = server.lastIndexOf(':');
            var hasPort = colon > 0 && server.indexOf(']') < colon;
            var host = hasPort ? server.substring(0, colon) : server;
            var port = hasPort ? Integer.parseInt(server.substring(colon + 1)) : PORT;
            var one = new SimpleResolver(new InetSocketAddress(InetAddress.getByName(host), port));
            one.setTimeout(PATIENCE);
            return one;
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("PARVIS_DNS names no server: " + server, e);
        }
    }

    private static String top(Name name) {
        return name.labels() < 2 ? "" : name.getLabelString(name.labels() - 2).toLowerCase(Locale.ROOT);
    }

    private static String plain(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    private static String joined(TXTRecord text) {
        var joined = new StringBuilder();
        for (var piece : text.getStringsAsByteArrays()) {
            joined.append(new String(piece, StandardCharsets.UTF_8));
        }
        return joined.toString();
    }
}

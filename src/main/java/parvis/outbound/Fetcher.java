package parvis.outbound;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpHead;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import parvis.postal.Dns;

/**
 * Fetches what strangers publish, from addresses that strangers may have written. It goes only to public addresses of the
 * network, to the very ones that it looked up and checked, again at each redirect; it carries no cookie and no name, uses no
 * proxy, and gives up after a while, however slowly the answer drips and however small it was packed.
 *
 * <p>Safe for several threads; waits, so never within a transaction.
 */
@Component
public class Fetcher implements DisposableBean {
    private static final String WHO_WE_ARE = "Parvis (reads feeds, checks links)";
    private static final int MOST_REDIRECTS = 5;
    private static final int AT_ONCE = 16;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final int PIECE = 8 * 1024;

    private final Names names;
    private final Pace pace;
    private final Semaphore all = new Semaphore(AT_ONCE);
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor watch;

    @Autowired
    public Fetcher(Dns dns, Clock clock) {
        this(dns, clock, place -> false);
    }

    /**
     * For tests, which serve their pages on this machine.
     *
     * @param exempt what may be asked although it is not public
     */
    public Fetcher(Dns dns, Clock clock, Predicate<InetSocketAddress> exempt) {
        this.names = new Names(dns, exempt);
        this.pace = new Pace(clock);
        this.watch = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("outbound-watch").factory());
        this.watch.setRemoveOnCancelPolicy(true);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setMaxConnTotal(2 * AT_ONCE)
                        .setMaxConnPerRoute(2)
                        .setDefaultSocketConfig(SocketConfig.custom()
                                .setSoTimeout(Timeout.of(TO_CONNECT))
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(TO_CONNECT))
                                .setSocketTimeout(Timeout.of(TO_CONNECT))
                                .build())
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .setMaxLineLength(LONGEST_LINE)
                                        .setMaxEmptyLineCount(5)
                                        .build())
                                .build())
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent(WHO_WE_ARE)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** Asks, and follows redirects. Never throws for what the world does. */
    public Reply ask(String address, Question question) {
        var deadline = System.nanoTime() + question.patience().toNanos();
        @Nullable Destination at = null;
        try {
            at = Destination.of(address);
            var hops = new ArrayList<Reply.Hop>();
            var told = question;
            while (true) {
                var reply = once(at, told, hops, deadline);
                if (!(reply instanceof Reply.Got got) || !isRedirect(got) || question.form() != null) {
                    return reply;
                }
                if (hops.size() == MOST_REDIRECTS) {
                    throw new Refused(Reason.TOO_MANY_REDIRECTS, "more than " + MOST_REDIRECTS);
                }
                var next = at.towards(got.header("location").orElse(""));
                if (!next.isSamePlace(at)) {
                    told = told.withoutSecrets();
                }
                hops.add(new Reply.Hop(at.uri(), got.status(), next.uri()));
                at = next;
            }
        } catch (Refused refused) {
            return failed(refused, at);
        }
    }

    private static boolean isRedirect(Reply.Got got) {
        return switch (got.status()) {
            case 301, 302, 303, 307, 308 -> got.header("location").isPresent();
            default -> false;
        };
    }

    private Reply once(Destination at, Question question, List<Reply.Hop> hops, long deadline) throws Refused {
        var rests = pace.restsUntil(at.host());
        if (rests != null) {
            return new Reply.Failed(Reason.BUSY, at.uri(), "it asked to be left alone", rests);
        }
        try {
            if (!all.tryAcquire(left(deadline), TimeUnit.NANOSECONDS)) {
                throw new Refused(Reason.BUSY, "too much is asked at once");
            }
            try (var turn = pace.turn(at.host(), left(deadline))) {
                if (turn == null) {
                    throw new Refused(Reason.BUSY, "others of us talk to it");
                }
                return exchange(at, question, hops, deadline);
            } finally {
                all.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Refused(Reason.BUSY, "stopping");
        }
    }

    private Reply exchange(Destination at, Question question, List<Reply.Hop> hops, long deadline) throws Refused {
        names.checked(at.host(), at.port()); // says why in our words; the connection asks again, and checks again
        var request = request(at, question);
        request.setConfig(config(deadline));
        request.setHeader("Accept-Encoding", "gzip");
        question.headers().forEach(request::setHeader);
        question.secrets().forEach(request::setHeader);
        var alarm = watch.schedule(request::cancel, left(deadline), TimeUnit.NANOSECONDS);
        try (var response = client.executeOpen(null, request, HttpClientContext.create())) {
            var headers = headers(response);
            Reply.@Nullable Failed rest = null;
            if (response.getCode() == 429 || response.getCode() == 503) {
                var until = pace.askedToRest(at.host(), headers.getOrDefault("retry-after", ""));
                rest = until == null
                        ? null
                        : new Reply.Failed(Reason.BUSY, at.uri(), "status " + response.getCode(), until);
            }
            if (rest != null) {
                return rest;
            }
            var got = new Reply.Got(response.getCode(), at.uri(), hops, headers, new byte[0]);
            if (question.head() || isRedirect(got)) {
                return got;
            }
            return new Reply.Got(
                    got.status(), got.at(), hops, headers, body(response, headers, question.most(), deadline));
        } catch (IOException e) {
            throw classed(e, request, deadline);
        } catch (CancellationException late) {
            throw new Refused(Reason.SLOW, "no answer in time");
        } finally {
            alarm.cancel(false);
            request.cancel(); // drops the line: what we do not want to read is not read to its end
        }
    }

    private static HttpUriRequestBase request(Destination at, Question question) {
        if (question.form() == null) {
            return question.head() ? new HttpHead(at.uri()) : new HttpGet(at.uri());
        }
        var post = new HttpPost(at.uri());
        post.setEntity(new StringEntity(question.form(), ContentType.APPLICATION_FORM_URLENCODED));
        return post;
    }

    private static RequestConfig config(long deadline) {
        var left = Timeout.ofMilliseconds(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left(deadline))));
        return RequestConfig.custom()
                .setConnectionRequestTimeout(left)
                .setResponseTimeout(left)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        var headers = new HashMap<String, String>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        headers.values().removeIf(java.util.Objects::isNull);
        return headers;
    }

    private static byte[] body(ClassicHttpResponse response, Map<String, String> headers, int most, long deadline)
            throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        if (entity.getContentLength() > most) {
            throw new Refused(Reason.TOO_LARGE, entity.getContentLength() + " bytes");
        }
        var packed = read(entity.getContent(), most, deadline);
        return switch (headers.getOrDefault("content-encoding", "identity")
                .strip()
                .toLowerCase(Locale.ROOT)) {
            case "identity", "" -> packed;
            case "gzip", "x-gzip" -> packed.length == 0 ? packed : unpacked(packed, most, deadline);
            default -> throw new Refused(Reason.UNREADABLE, "packed in a way that we did not ask for");
        };
    }

    private static byte[] unpacked(byte[] packed, int most, long deadline) throws IOException {
        try (var unpacking = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return read(unpacking, most, deadline);
        } catch (ZipException | java.io.EOFException damaged) {
            throw new Refused(Reason.UNREADABLE, "packed badly");
        }
    }

    private static byte[] read(InputStream from, int most, long deadline) throws IOException {
        var read = new ByteArrayOutputStream();
        var piece = new byte[PIECE];
        for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
            if (read.size() + count > most) {
                throw new Refused(Reason.TOO_LARGE, "more than " + most + " bytes");
            }
            if (left(deadline) <= 1) {
                throw new Refused(Reason.SLOW, "no end in time");
            }
            read.write(piece, 0, count);
        }
        return read.toByteArray();
    }

    private static Refused classed(IOException e, HttpUriRequestBase request, long deadline) {
        if (left(deadline) <= 1 || request.isCancelled()) {
            return new Refused(Reason.SLOW, "no answer in time");
        }
        return switch (e) {
            case Refused refused -> refused;
            case Names.Unusable unusable -> unusable.refused();
            case SSLException untrusted -> new Refused(Reason.CERTIFICATE, told(untrusted));
            case org.apache.hc.client5.http.ConnectTimeoutException slow -> new Refused(Reason.UNREACHABLE, told(slow));
            case ConnectionRequestTimeoutException busy -> new Refused(Reason.BUSY, told(busy));
            case ConnectException closed -> new Refused(Reason.UNREACHABLE, told(closed));
            case NoRouteToHostException away -> new Refused(Reason.UNREACHABLE, told(away));
            case SocketTimeoutException slow -> new Refused(Reason.SLOW, told(slow));
            case InterruptedIOException slow -> new Refused(Reason.SLOW, told(slow));
            case MessageConstraintException large -> new Refused(Reason.UNREADABLE, told(large));
            case NoHttpResponseException silent -> new Refused(Reason.BROKEN, told(silent));
            case ConnectionClosedException cut -> new Refused(Reason.BROKEN, told(cut));
            default ->
                e.getCause() instanceof ProtocolException
                        ? new Refused(Reason.UNREADABLE, told(e))
                        : new Refused(Reason.BROKEN, told(e));
        };
    }

    private static String told(IOException e) {
        return e.getClass().getSimpleName();
    }

    private static long left(long deadline) {
        return Math.max(1, deadline - System.nanoTime());
    }

    private static Reply.Failed failed(Refused refused, @Nullable Destination at) {
        return new Reply.Failed(
                refused.reason(), at == null ? null : at.uri(), String.valueOf(refused.getMessage()), null);
    }

    @Override
    public void destroy() throws IOException {
        watch.shutdownNow();
        client.close();
    }
}

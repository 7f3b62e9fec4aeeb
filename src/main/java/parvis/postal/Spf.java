package parvis.postal;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.apache.james.jspf.impl.SPF;

/** Whether a domain names an address among those that send its mail (RFC 7208). */
public final class Spf {
    public enum Result {
        PASS,
        FAIL,
        SOFTFAIL,
        NEUTRAL,
        NONE,
        PERMERROR,
        TEMPERROR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Spf() {}

    /** @param sender of the envelope; when it is empty, the name by which the other side greeted counts */
    public static Result check(Dns dns, InetAddress from, String sender, String greeting) {
        var result = new SPF(new Lookups(dns))
                .checkSPF(from.getHostAddress(), sender, greeting)
                .getResult();
        try {
            return Result.valueOf(result.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return Result.NEUTRAL;
        }
    }

    /** Our DNS as the library asks it. */
    private record Lookups(Dns dns) implements DNSService {
        private static final int MOST = 10;

        @Override
        public List<String> getRecords(DNSRequest request) throws TimeoutException {
            var name = request.getHostname();
            return switch (request.getRecordType()) {
                case DNSRequest.A ->
                    known(dns.addresses(name)).stream()
                            .filter(java.net.Inet4Address.class::isInstance)
                            .map(InetAddress::getHostAddress)
                            .toList();
                case DNSRequest.AAAA ->
                    known(dns.addresses(name)).stream()
                            .filter(java.net.Inet6Address.class::isInstance)
                            .map(InetAddress::getHostAddress)
                            .toList();
                case DNSRequest.MX ->
                    known(dns.exchangers(name)).stream()
                            .map(Dns.Exchanger::host)
                            .limit(MOST)
                            .toList();
                case DNSRequest.PTR ->
                    known(dns.namesAt(name)).stream().limit(MOST).toList();
                case DNSRequest.TXT -> known(dns.texts(name));
                default -> List.of();
            };
        }

        private static <T> List<T> known(Answer<T> answer) throws TimeoutException {
            if (answer instanceof Answer.Unknown<T>(var why)) {
                throw new TimeoutException(why);
            }
            return answer.records();
        }

        @Override
        public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
            try {
                return CompletableFuture.completedStage(getRecords(request));
            } catch (TimeoutException e) {
                return CompletableFuture.failedStage(e);
            }
        }

        @Override
        public List<String> getLocalDomainNames() {
            return List.of();
        }

        @Override
        public void setTimeOut(int seconds) {}

        @Override
        public int getRecordLimit() {
            return MOST;
        }

        @Override
        public void setRecordLimit(int limit) {}
    }
}

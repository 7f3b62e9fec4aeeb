package parvis.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * The proxies in front whose word is taken for where a request comes from, under which name and whether it was encrypted:
 * {@code X-Forwarded-For}, {@code X-Forwarded-Host}, {@code X-Forwarded-Proto}. Anybody else may write these headers too, so
 * without proxies that are named nobody is believed.
 */
@Configuration(proxyBeanMethods = false)
public class Proxies {
    private static final String FOR = "X-Forwarded-For";
    private static final List<String> TELLING = List.of(FOR, "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded");
    private static final String FORWARDED = "parvis.forwarded";

    @Bean
    @Order(0) // first at the door: others there want to know whose request it is
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> trustedProxies(
            @Value("${parvis.trusted-proxies:}") String proxies) {
        return factory -> {
            if (!proxies.isBlank()) {
                factory.addEngineValves(new Listening(networks(proxies)));
            }
        };
    }

    /**
     * Networks out of addresses and networks, separated by commas: {@code 10.0.0.5, fd00::/8}.
     *
     * @throws IllegalArgumentException with the part that is neither
     */
    public static String networks(String listed) {
        return Arrays.stream(listed.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Proxies::network)
                .collect(Collectors.joining(","));
    }

    /** Whether nobody stands between this machine's own program or person and us. */
    public static boolean isAskedHere(HttpServletRequest request) {
        return request.getAttribute(FORWARDED) == null
                && TELLING.stream().noneMatch(header -> request.getHeader(header) != null)
                && InetAddresses.isLoopback(request.getRemoteAddr());
    }

    private static String network(String part) {
        var sides = part.split("/", -1);
        var longest = bits(sides[0], part);
        if (sides.length == 1) {
            return part + "/" + longest;
        }
        if (sides.length > 2 || !sides[1].matches("\\d{1,3}") || Integer.parseInt(sides[1]) > longest) {
            throw new IllegalArgumentException(part);
        }
        return part;
    }

    private static int bits(String address, String part) {
        try {
            return InetAddress.ofLiteral(address).getAddress().length * Byte.SIZE;
        } catch (IllegalArgumentException notNumeric) {
            throw new IllegalArgumentException(part, notNumeric);
        }
    }

    /** Tomcat's own reading of these headers, which takes them away: that there were any is remembered. */
    private static final class Listening extends RemoteIpValve {
        Listening(String networks) {
            setInternalProxies(networks);
            setRemoteIpHeader(FOR);
            setHostHeader("X-Forwarded-Host");
            setProtocolHeader("X-Forwarded-Proto");
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (TELLING.stream().anyMatch(header -> request.getHeader(header) != null)) {
                request.setAttribute(FORWARDED, true);
            }
            super.invoke(request, response);
        }
    }
}

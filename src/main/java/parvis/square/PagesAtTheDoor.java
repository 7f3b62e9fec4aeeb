package parvis.square;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Gives {@link KeptPages} before the server has looked for whoever else could answer. Whatever is not kept goes on to the filters. */
@Component
@Order // after what tells where a request comes from
final class PagesAtTheDoor implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    private final SingletonSupplier<KeptPages> pages;

    /** @param pages asked for at the first request: the server is made before what it serves */
    PagesAtTheDoor(ObjectProvider<KeptPages> pages) {
        this.pages = SingletonSupplier.of(pages::getObject);
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addEngineValves(new Door(pages));
    }

    private static final class Door extends ValveBase {
        private final SingletonSupplier<KeptPages> pages;

        Door(SingletonSupplier<KeptPages> pages) {
            super(true);
            this.pages = pages;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            var page = pages.obtain().kept(request);
            if (page == null) {
                getNext().invoke(request, response);
            } else {
                page.answer(request, response);
            }
        }
    }
}

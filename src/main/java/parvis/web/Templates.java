package parvis.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.view.AbstractView;

/** The view {@code square/question} is the template {@code src/main/jte/square/question.jte}. */
@Configuration(proxyBeanMethods = false)
class Templates {

    @Bean
    TemplateEngine templateEngine() {
        return TemplateEngine.createPrecompiled(ContentType.Html);
    }

    @Bean
    ViewResolver templateViews(TemplateEngine engine) {
        return (name, locale) -> engine.hasTemplate(name + ".jte") ? new TemplateView(engine, name + ".jte") : null;
    }

    private static final class TemplateView extends AbstractView {
        private final TemplateEngine engine;
        private final String template;

        TemplateView(TemplateEngine engine, String template) {
            this.engine = engine;
            this.template = template;
            setContentType("text/html;charset=UTF-8");
        }

        @Override
        protected void renderMergedOutputModel(
                Map<String, Object> model, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            // jte refuses what a template does not declare, and Spring adds attributes of its own
            var page = new Utf8ByteOutput();
            engine.render(template, model, page);
            response.setContentType(getContentType());
            response.setContentLength(page.getContentLength());
            page.writeTo(response.getOutputStream());
        }
    }
}

package parvis.importer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import parvis.web.StreamedForm;

@Configuration(proxyBeanMethods = false)
class ImportConfiguration {
    /** Mailboxes of gigabytes are sent by it. */
    @Bean
    StreamedForm importForm() {
        return new StreamedForm("/settings/imports");
    }
}

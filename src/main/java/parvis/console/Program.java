package parvis.console;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import parvis.keep.BackupKey;

/** Starts the application, whole for a server or without pages and workers for a command. */
final class Program {
    private final Class<?> application;
    private final Storage storage;
    private final Environment environment;

    Program(Class<?> application, Storage storage, Environment environment) {
        this.application = application;
        this.storage = storage;
        this.environment = environment;
    }

    /** The context of a server as most houses run it, for {@link Preparing}. */
    static void prepare(Class<?> application) {
        builder(
                        application,
                        WebApplicationType.SERVLET,
                        Map.of(
                                "parvis.data",
                                "nowhere",
                                "parvis.base-url",
                                "http://localhost:8080",
                                "parvis.demo",
                                false,
                                "parvis.smtp-port",
                                25,
                                "parvis.backup-key",
                                "",
                                "parvis.version",
                                VersionCommand.number()))
                .run();
    }

    /**
     * @param smtpPort where mail is taken; 0 for nowhere
     * @param demo mails nobody, whatever the environment says
     * @param listener hears everything that the modules publish, from the start
     */
    ConfigurableApplicationContext server(
            String bind, int port, int smtpPort, boolean demo, ApplicationListener<ApplicationEvent> listener) {
        var properties = common(port);
        properties.put("server.address", bind);
        properties.put("server.port", port);
        properties.put("parvis.demo", demo);
        OutsideSettings.proxies(environment).ifPresent(networks -> properties.put("parvis.trusted-proxies", networks));
        if (smtpPort != 0) {
            properties.put("parvis.smtp-port", smtpPort);
            properties.put("parvis.smtp-bind", bind);
            environment.get("PARVIS_SMTP_CERT").ifPresent(path -> properties.put("parvis.smtp-cert", path));
            environment.get("PARVIS_SMTP_KEY").ifPresent(path -> properties.put("parvis.smtp-key", path));
        }
        environment.get("PARVIS_IMAP_URL").ifPresent(urls -> properties.put("parvis.imap-url", urls));
        if (demo || storage.holdsTheDemo()) {
            properties.put("parvis.smtp-url", "");
        }
        if (!demo && smtpPort != 0) {
            Preparing.use();
        }
        return start(WebApplicationType.SERVLET, properties, listener);
    }

    ConfigurableApplicationContext command() {
        var properties = common(8080);
        properties.put("parvis.workers", false);
        properties.put("parvis.database.connections", 4);
        properties.put("spring.main.lazy-initialization", true);
        // Standard output is the command's answer, and the log file is the server's.
        properties.put("logging.threshold.console", "off");
        properties.remove("logging.file.name");
        if (Files.isDirectory(storage.data())) { // a command makes none
            properties.put(
                    "logging.file.name",
                    storage.data().resolve("logs/command.log").toString());
        }
        if (storage.serverRuns()) {
            ServerAddress.read(storage.data()).ifPresent(address -> properties.put("parvis.base-url", address));
        }
        return start(WebApplicationType.NONE, properties, event -> {});
    }

    private ConfigurableApplicationContext start(
            WebApplicationType type, Map<String, Object> properties, ApplicationListener<ApplicationEvent> listener) {
        return builder(application, type, properties)
                .listeners(listener)
                .initializers(
                        context -> context.getBeanFactory().registerSingleton("databaseLocation", storage.location()))
                .registerShutdownHook(type == WebApplicationType.SERVLET)
                .run();
    }

    private static SpringApplicationBuilder builder(
            Class<?> application, WebApplicationType type, Map<String, Object> properties) {
        return new SpringApplicationBuilder(application)
                .main(Preparing.class)
                .web(type)
                .properties(properties)
                // Spring reads PARVIS_… from the environment by itself: what was judged here comes before that.
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("parvis", properties)));
    }

    private Map<String, Object> common(int port) {
        var properties = new HashMap<String, Object>();
        properties.put("parvis.data", storage.data().toAbsolutePath().toString());
        properties.put("parvis.files", storage.files().toAbsolutePath().toString());
        properties.put(
                "logging.file.name", storage.data().resolve("logs/parvis.log").toString());
        properties.put("parvis.base-url", OutsideSettings.base(environment).orElse("http://localhost:" + port));
        environment.get("PARVIS_SMTP_URL").ifPresent(url -> properties.put("parvis.smtp-url", url));
        environment.get("PARVIS_MAIL_FROM").ifPresent(from -> properties.put("parvis.mail-from", from));
        OutsideSettings.dkim(environment).ifPresent(pem -> properties.put("parvis.dkim-pem", pem));
        OutsideSettings.secret(environment).ifPresent(key -> properties.put("parvis.secret-key", key));
        environment.get("PARVIS_DKIM_SELECTOR").ifPresent(name -> properties.put("parvis.dkim-selector", name));
        environment.get("PARVIS_BACKUP_DIR").ifPresent(where -> properties.put("parvis.backup-dir", where));
        environment.get("PARVIS_BACKUP_AT").ifPresent(at -> properties.put("parvis.backup-at", at));
        environment.get("PARVIS_BACKUP_KEEP").ifPresent(keep -> properties.put("parvis.backup-keep", keep));
        // The public half is enough to write; Spring would take the variable itself, which may be a path.
        properties.put(
                "parvis.backup-key",
                OutsideSettings.backupKey(environment, null)
                        .map(BackupKey::recipient)
                        .orElse(""));
        properties.put("parvis.version", VersionCommand.number());
        environment.get("PARVIS_DNS").ifPresent(server -> properties.put("parvis.dns", server));
        return properties;
    }
}

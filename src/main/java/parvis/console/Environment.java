package parvis.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import parvis.web.Words;

/** Settings from outside: {@code NAME}, or {@code NAME_FILE} naming a file that holds the value, as secrets are given. */
final class Environment {
    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    Optional<String> get(String name) {
        var direct = variables.get(name);
        if (direct != null && !direct.isBlank()) {
            return Optional.of(direct.strip());
        }
        var file = variables.get(name + "_FILE");
        if (file == null || file.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(Path.of(file)).strip());
        } catch (IOException e) {
            throw new Refusal(Door.WRONG_USAGE, words().t("console.setting.file", name + "_FILE", file));
        }
    }

    Words words() {
        return Words.in(speaksFrench() ? "fr" : "en");
    }

    /** Whether the person at the console reads French, by the usual variables. */
    boolean speaksFrench() {
        for (var name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            var value = variables.get(name);
            if (value != null && !value.isBlank()) {
                return value.startsWith("fr");
            }
        }
        return false;
    }
}

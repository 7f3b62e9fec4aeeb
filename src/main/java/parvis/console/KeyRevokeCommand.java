package parvis.console;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import parvis.api.Keys;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code key revoke ID}: the key opens nothing any more, from this moment, also at a server that runs. */
@Command(name = "revoke", description = "Revokes a key, at once and for good.")
final class KeyRevokeCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "as key list shows it")
    String id = "";

    @Option(names = "--brand", required = true, description = "slug of the brand")
    String brand = "";

    @Mixin
    final DataOption data;

    KeyRevokeCommand(Class<?> application, Environment environment) {
        this.data = new DataOption(application, environment);
    }

    @Override
    public Integer call() {
        data.open(context -> {
            var house = Known.brand(context, brand);
            var keys = context.getBean(Keys.class);
            var key = named(keys.of(house));
            var as = KeyListCommand.speaker(context, house, key);
            if (!keys.revokeAtConsole(house, key.id(), Clock.systemUTC().instant())) {
                throw unknown(); // somebody else was faster
            }
            spec.commandLine().getOut().println(KeyListCommand.line(key, as));
        });
        return Door.DONE;
    }

    private Keys.Listed named(List<Keys.Listed> keys) {
        var wanted = id.strip().toLowerCase(Locale.ROOT);
        var found = keys.stream()
                .filter(key -> key.name().equals(wanted) || key.id().toString().equals(wanted))
                .toList();
        if (found.isEmpty()) {
            throw unknown();
        }
        if (found.size() > 1) {
            throw new Refusal(
                    Door.FAILED,
                    "Two keys are called " + wanted + "; say the whole id: "
                            + String.join(
                                    ", ",
                                    found.stream()
                                            .map(key -> key.id().toString())
                                            .toList()));
        }
        return found.getFirst();
    }

    private Refusal unknown() {
        return new Refusal(
                Door.FAILED,
                "No key \"" + id + "\" opens " + brand + "; ./parvis key list --brand " + brand + " shows them");
    }
}

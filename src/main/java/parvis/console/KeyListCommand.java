package parvis.console;

import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import parvis.api.Keys;
import parvis.api.Scope;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.person.Account;
import parvis.person.Accounts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code key list}: the keys that open, a line for each, the newest last. Their secrets are kept nowhere. */
@Command(name = "list", description = "Lists the keys that open.")
final class KeyListCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Option(names = "--brand", required = true, description = "slug of the brand")
    String brand = "";

    @Mixin
    final DataOption data;

    KeyListCommand(Class<?> application, Environment environment) {
        this.data = new DataOption(application, environment);
    }

    @Override
    public Integer call() {
        data.open(context -> {
            var house = Known.brand(context, brand);
            var keys = context.getBean(Keys.class).of(house);
            for (var key : keys) {
                spec.commandLine().getOut().println(line(key, speaker(context, house, key)));
            }
            if (keys.isEmpty()) {
                spec.commandLine().getErr().println(house.slug() + " has no key.");
            }
        });
        return Door.DONE;
    }

    /** @param as the address of whom it speaks for */
    static String line(Keys.Listed key, String as) {
        return key.name() + "  " + key.createdAt().truncatedTo(ChronoUnit.SECONDS) + "  " + as + "  "
                + key.scopes().stream().map(Scope::word).collect(Collectors.joining(","));
    }

    static String speaker(ApplicationContext context, Brand house, Keys.Listed key) {
        return context.getBean(Team.class)
                .byId(house.id(), key.as().value())
                .flatMap(teammate -> context.getBean(Accounts.class).byId(teammate.account()))
                .map(Account::email)
                .orElse("-");
    }
}

package parvis.console;

import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import parvis.api.Keys;
import parvis.api.Scope;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.person.Account;
import parvis.person.Accounts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code key}: the keys of the HTTP API. */
@Command(name = "key", description = "The keys of the HTTP API.")
final class KeyCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "key create --brand BRAND --scopes SCOPE[,SCOPE], key list --brand BRAND or key revoke ID --brand BRAND");
    }

    /** Prints the key and nothing else. */
    @Command(name = "create", description = "Makes a key and prints it, once.")
    static final class Create implements Callable<Integer> {
        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by picocli before it runs
        CommandLine.Model.CommandSpec spec;

        @Option(names = "--brand", required = true, description = "slug of the brand")
        String brand = "";

        @Option(names = "--scopes", required = true, split = ",", description = "what it may be used for")
        List<String> scopes = List.of();

        @Option(names = "--as", description = "e-mail of the teammate that it speaks for (the owner)")
        @Nullable
        String as;

        @Mixin
        final DataOption data;

        Create(Class<?> application, Environment environment) {
            this.data = new DataOption(application, environment);
        }

        @Override
        public Integer call() {
            var wanted = scopes();
            data.open(context -> {
                var house = Known.brand(context, brand);
                var key = context.getBean(Keys.class)
                        .createAtConsole(
                                house,
                                wanted,
                                speaker(context, house),
                                Clock.systemUTC().instant());
                spec.commandLine().getOut().println(key.text());
            });
            return Door.DONE;
        }

        private Set<Scope> scopes() {
            var wanted = EnumSet.noneOf(Scope.class);
            for (var word : scopes) {
                wanted.add(Scope.of(word.strip())
                        .orElseThrow(() -> new Refusal(
                                Door.WRONG_USAGE,
                                "There is no scope \"" + word.strip() + "\". Known: "
                                        + Arrays.stream(Scope.values())
                                                .map(Scope::word)
                                                .collect(Collectors.joining(", ")))));
            }
            return wanted;
        }

        private Teammate speaker(ApplicationContext context, Brand house) {
            var team = context.getBean(Team.class);
            var email = as;
            if (email == null) {
                return team.owner(house.id())
                        .orElseThrow(
                                () -> new Refusal(Door.WRONG_USAGE, house.slug() + " has no owner: say --as EMAIL"));
            }
            var accounts = context.getBean(Accounts.class);
            return accounts.byEmail(email)
                    .flatMap(account -> team.byAccount(house.id(), account.id()))
                    .orElseThrow(() -> new Refusal(
                            Door.WRONG_USAGE,
                            "Nobody at " + house.slug() + " has the address " + email + ". Known: "
                                    + team.of(house.id()).stream()
                                            .filter(Teammate::active)
                                            .flatMap(t -> accounts.byId(t.account()).stream())
                                            .map(Account::email)
                                            .collect(Collectors.joining(", "))));
        }
    }
}

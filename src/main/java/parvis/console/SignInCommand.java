package parvis.console;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.springframework.context.ApplicationContext;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.person.Account;
import parvis.person.Accounts;
import parvis.person.SignIn;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code signin EMAIL}: a one-time link for somebody who cannot get theirs by mail. */
@Command(name = "signin", description = "Prints a link that signs somebody in once.")
final class SignInCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "EMAIL", description = "address of the account")
    String email = "";

    @Mixin
    final DataOption data;

    SignInCommand(Class<?> application, Environment environment) {
        this.data = new DataOption(application, environment);
    }

    @Override
    public Integer call() {
        data.open(context -> {
            var account = context.getBean(Accounts.class)
                    .byEmail(email)
                    .orElseThrow(() -> new Refusal(Door.FAILED, "Nobody has an account with the address " + email));
            var brand = brand(context, account);
            var desk = context.getBean(Team.class)
                    .byAccount(brand.id(), account.id())
                    .filter(teammate -> teammate.may(Permission.SEE_DESK))
                    .isPresent();
            var token = context.getBean(SignIn.class)
                    .link(
                            account.email(),
                            desk ? "/desk" : "/",
                            Clock.systemUTC().instant());
            spec.commandLine().getOut().println(context.getBean(Addresses.class).of(brand, "/signin/" + token));
        });
        return Door.DONE;
    }

    /** The first brand that they work for, else the first one: a member has no brand before they come. */
    private static Brand brand(ApplicationContext context, Account account) {
        var brands = context.getBean(Brands.class);
        var theirs = brands.ofAccount(account.id());
        var all = brands.all();
        return all.stream()
                .filter(theirs::contains)
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(brands::require)
                .orElseThrow(() -> new Refusal(Door.FAILED, "There is no brand yet"));
    }
}

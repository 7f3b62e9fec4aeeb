package parvis.console;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.HouseColour;
import parvis.ledger.How;
import parvis.person.Accounts;
import parvis.person.EmailAddress;
import parvis.person.Setup;
import parvis.person.SignIn;
import parvis.text.Clean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code brand}: the brands of this house. */
@Command(name = "brand", description = "The brands of this house.")
final class BrandCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "brand add --name NAME --host HOST --owner EMAIL or brand list");
    }

    /** Prints the slug of the brand, and a link that signs its owner in. */
    @Command(name = "add", description = "Makes another brand.")
    static final class Add implements Callable<Integer> {
        private static final String LINDEN = "#dfe4ac";

        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by picocli before it runs
        CommandLine.Model.CommandSpec spec;

        @Option(names = "--name", required = true, description = "what it is called")
        String name = "";

        @Option(names = "--host", required = true, description = "at which it answers, such as square.example.com")
        String host = "";

        @Option(names = "--owner", required = true, description = "e-mail of its owner")
        String owner = "";

        @Option(names = "--owner-name", description = "their name, when they have no account yet")
        @Nullable
        String ownerName;

        @Option(names = "--language", defaultValue = "fr", description = "fr or en")
        String language = "fr";

        @Option(names = "--colour", defaultValue = LINDEN, description = "of the house, such as #dfe4ac")
        String colour = LINDEN;

        @Mixin
        final DataOption data;

        Add(Class<?> application, Environment environment) {
            this.data = new DataOption(application, environment);
        }

        @Override
        public Integer call() {
            var called = Clean.line(name, 80).text();
            var at = host.strip().toLowerCase(Locale.ROOT);
            if (called.isEmpty()) {
                throw new Refusal(Door.WRONG_USAGE, "A brand has a name: --name NAME");
            }
            if (!at.matches("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]")) {
                throw new Refusal(Door.WRONG_USAGE, "\"" + host + "\" is no host, such as square.example.com");
            }
            if (!EmailAddress.isPlausible(EmailAddress.normal(owner))) {
                throw new Refusal(Door.WRONG_USAGE, "\"" + owner + "\" is no e-mail address");
            }
            if (!language.equals("fr") && !language.equals("en")) {
                throw new Refusal(Door.WRONG_USAGE, "A brand speaks fr or en");
            }
            if (!colour.matches("#[0-9a-fA-F]{6}")) {
                throw new Refusal(Door.WRONG_USAGE, "\"" + colour + "\" is no colour, such as #dfe4ac");
            }
            data.open(context -> add(context, called, at));
            return Door.DONE;
        }

        private void add(ApplicationContext context, String called, String at) {
            var now = Clock.systemUTC().instant();
            if (context.getBean(Addresses.class).baseHost().equals(at)) {
                throw new Refusal(Door.FAILED, "The first brand answers at " + at);
            }
            var email = EmailAddress.normal(owner);
            var known = context.getBean(Accounts.class).byEmail(email);
            var person = ownerName != null && !ownerName.isBlank()
                    ? Clean.line(ownerName, 100).text()
                    : known.map(account -> account.name()).orElseGet(() -> SignIn.nameFrom(email));
            var wish = new Setup.Wish(
                    called, HouseColour.of(colour).hex().toLowerCase(Locale.ROOT), language, person, email);
            var made = context.getBean(Setup.class)
                    .add(wish, at, How.CONSOLE, now)
                    .orElseThrow(() ->
                            new Refusal(Door.FAILED, "Another brand answers at " + at + ", or is called " + called));
            var brand = context.getBean(Brands.class).require(made);
            var link = context.getBean(SignIn.class).link(email, "/settings", now);
            var out = spec.commandLine().getOut();
            out.println(brand.slug());
            out.println(context.getBean(Addresses.class).of(brand, "/signin/" + link));
        }
    }

    /** A line for each: its slug, its name, its hosts, the main one first. */
    @Command(name = "list", description = "Lists the brands.")
    static final class ListAll implements Callable<Integer> {
        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by picocli before it runs
        CommandLine.Model.CommandSpec spec;

        @Mixin
        final DataOption data;

        ListAll(Class<?> application, Environment environment) {
            this.data = new DataOption(application, environment);
        }

        @Override
        public Integer call() {
            data.open(context -> {
                var brands = context.getBean(Brands.class);
                brands.all().stream()
                        .map(brands::require)
                        .map(ListAll::line)
                        .forEach(spec.commandLine().getOut()::println);
            });
            return Door.DONE;
        }

        private static String line(Brand brand) {
            return String.join("\t", brand.slug(), brand.name(), String.join(" ", brand.hosts()));
        }
    }
}

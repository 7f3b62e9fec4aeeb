package parvis.console;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import parvis.brand.AuditChain;
import parvis.brand.AuditChain.Verdict;
import parvis.brand.Brand;
import parvis.brand.Brands;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code audit}: the trail of who did what. */
@Command(name = "audit", description = "The trail of who did what.")
final class AuditCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "audit verify [--brand BRAND]");
    }

    /** A line for each brand: whether its chain holds, and where it breaks. */
    @Command(name = "verify", description = "Says whether the trail is as it was written.")
    static final class Verify implements Callable<Integer> {
        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by picocli before it runs
        CommandLine.Model.CommandSpec spec;

        @Option(names = "--brand", description = "slug of the brand (all)")
        @Nullable
        String brand;

        @Mixin
        final DataOption data;

        private boolean broken;

        Verify(Class<?> application, Environment environment) {
            this.data = new DataOption(application, environment);
        }

        @Override
        public Integer call() {
            data.open(context -> {
                for (var house : houses(context)) {
                    var verdict = context.getBean(AuditChain.class).verify(house.id());
                    broken |= verdict instanceof Verdict.Broken;
                    spec.commandLine().getOut().println(line(house, verdict));
                }
            });
            return broken ? Door.FAILED : Door.DONE;
        }

        private List<Brand> houses(ApplicationContext context) {
            if (brand != null) {
                return List.of(Known.brand(context, brand));
            }
            var brands = context.getBean(Brands.class);
            return brands.all().stream().map(brands::require).toList();
        }

        private static String line(Brand house, Verdict verdict) {
            return switch (verdict) {
                case Verdict.Holds(var entries, var head, var cut) ->
                    house.slug() + "  holds  " + entries + "  " + (head.isEmpty() ? "-" : head)
                            + (cut == 0 ? "" : "  cut " + cut);
                case Verdict.Broken(var position, var entry, var how) ->
                    house.slug() + "  broken  " + (position == 0 ? "-" : position) + "  "
                            + how.name().toLowerCase(Locale.ROOT) + (entry == null ? "" : "  " + entry);
            };
        }
    }
}

package parvis.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parvis.brand.Permission;
import parvis.brand.Product;
import parvis.brand.Teammate;
import parvis.conversation.State;
import parvis.desk.QueueFilters.Aside;
import parvis.desk.page.QueuePage.Choice;
import parvis.desk.page.QueuePage.Menu;
import parvis.desk.page.QueuePage.Quick;
import parvis.desk.page.QueuePage.Tab;
import parvis.web.Shell;

/** The tabs above the queue and what narrows or orders it: each choice is an address. */
final class QueueMenus {
    private final Shell shell;
    private final QueueWish wish;
    private final Counts counts;
    private final List<Queue.Channel> channels;
    private final List<Product> products;
    private final List<Teammate> team;
    private final List<String> tags;

    QueueMenus(
            Shell shell,
            QueueWish wish,
            Counts counts,
            List<Queue.Channel> channels,
            List<Product> products,
            List<Teammate> team,
            List<String> tags) {
        this.shell = shell;
        this.wish = wish;
        this.counts = counts;
        this.channels = channels;
        this.products = products;
        this.team = team;
        this.tags = tags;
    }

    /**
     * How many conversations are open, by who has them and what they wait for; and how many sleep.
     *
     * @param instead those who are away and of whom whoever looks has something, with how many
     */
    record Counts(
            int mine, int all, int promised, int asleep, int nobodys, int unanswered, Map<Teammate, Integer> instead) {}

    static String figures(int count) {
        return count < Tallies.COUNTED ? Integer.toString(count) : Tallies.COUNTED - 1 + "+";
    }

    List<Tab> tabs() {
        return List.of(
                tab(QueueWish.View.MINE, shell.t("desk.mine"), counts.mine()),
                tab(QueueWish.View.TEAM, shell.t("desk.team"), counts.all()),
                tab(QueueWish.View.PROMISED, shell.t("desk.promised"), counts.promised()),
                new Tab(
                        "/desk"
                                + wish.view(QueueWish.View.TEAM)
                                        .aside(Aside.ASLEEP)
                                        .query(),
                        shell.t("desk.state.asleep"),
                        figures(counts.asleep()),
                        wish.filters().aside() == Aside.ASLEEP && wish.words() == null));
    }

    /**
     * What is in sight whatever else is shown: the longest wait, what was never answered, what nobody has.
     *
     * @param longest since when, in words; null when nothing waits
     */
    List<Quick> sight(@Nullable String longest) {
        var team = QueueWish.of(Map.of("view", QueueWish.View.TEAM.word()));
        var sight = new ArrayList<Quick>();
        if (longest != null) {
            sight.add(quick(team.sort(QueueWish.Sort.LONGEST), shell.t("desk.sight.longest"), longest));
        }
        sight.add(quick(
                team.filters(QueueFilters.NONE.neverAnswered()),
                shell.t("desk.sight.unanswered"),
                figures(counts.unanswered())));
        sight.add(quick(
                team.filters(QueueFilters.NONE.owner(QueueFilters.NOBODY)),
                shell.t("desk.sight.nobody"),
                figures(counts.nobodys())));
        var mine = QueueWish.of(Map.of("view", QueueWish.View.MINE.word()));
        counts.instead()
                .forEach((absent, held) -> sight.add(quick(
                        mine.filters(QueueFilters.NONE.absent(absent.handle())),
                        shell.t("desk.sight.for", absent.firstName()),
                        figures(held))));
        return sight;
    }

    private Quick quick(QueueWish to, String words, String figure) {
        return new Quick(
                "/desk" + to.query(),
                words,
                figure,
                to.query().equals(wish.after(null).query()));
    }

    List<Menu> menus() {
        var menus = new ArrayList<Menu>();
        var filters = wish.filters();
        menus.add(menu("channel", filters.channel() != null, ofChannels()));
        if (!products.isEmpty()) {
            menus.add(menu("product", filters.product() != null, ofProducts()));
        }
        menus.add(menu("language", filters.language() != null, ofLanguages()));
        if (!tags.isEmpty() || filters.tag() != null) {
            menus.add(menu("tag", filters.tag() != null, ofTags()));
        }
        if (wish.view() != QueueWish.View.MINE) {
            menus.add(menu("owner", filters.owner() != null, ofOwners()));
        }
        if (wish.state() == State.OPEN && wish.view() != QueueWish.View.PROMISED) {
            menus.add(menu("wait", filters.waited() != null || filters.unanswered(), ofWaits()));
        }
        return menus;
    }

    /** By what the list is ordered; null where there is one order only. */
    @Nullable
    Menu order() {
        var sorts = QueueWish.Sort.of(wish.view(), wish.state(), wish.filters());
        if (sorts.size() == 1) {
            return null;
        }
        var choices = sorts.stream()
                .map(sort -> choice(wish.sort(sort), shell.t("desk.sort." + sort.word()), sort == wish.sort()))
                .toList();
        return new Menu("sort-ascending", current(choices), "bare end push", choices);
    }

    private Tab tab(QueueWish.View view, String words, int count) {
        return new Tab(
                "/desk" + wish.view(view).query(),
                words,
                figures(count),
                wish.view() == view && wish.filters().aside() != Aside.ASLEEP && wish.words() == null);
    }

    Menu states() {
        var choices = new ArrayList<Choice>();
        for (var state : State.values()) {
            choices.add(choice(
                    wish.state(state),
                    shell.t("desk.state." + state.word()),
                    state == wish.state() && wish.filters().aside() == null));
        }
        for (var aside : Aside.values()) {
            choices.add(choice(
                    wish.aside(aside),
                    shell.t("desk.state." + aside.word()),
                    wish.filters().aside() == aside));
        }
        choices.add(choice(
                wish.state(null),
                shell.t("desk.every"),
                wish.state() == null && wish.filters().aside() == null));
        return new Menu("", current(choices), wish.state() == State.OPEN ? "" : "is-set", choices);
    }

    private List<Choice> ofChannels() {
        var filters = wish.filters();
        var choices = new ArrayList<Choice>();
        choices.add(choice(filters.channel(null), shell.t("desk.channels"), filters.channel() == null));
        for (var channel : channels) {
            // Those that every brand has are named in the reader's language, others as the brand calls them.
            var words = channel.slug().equals(channel.kind())
                    ? shell.t("desk.channel.name." + channel.kind())
                    : channel.name();
            choices.add(choice(
                    filters.channel(channel.slug()), words, channel.slug().equals(filters.channel())));
        }
        return choices;
    }

    private List<Choice> ofProducts() {
        var filters = wish.filters();
        var choices = new ArrayList<Choice>();
        choices.add(choice(filters.product(null), shell.t("desk.products"), filters.product() == null));
        for (var product : products) {
            choices.add(choice(
                    filters.product(product.slug()),
                    product.name(),
                    product.slug().equals(filters.product())));
        }
        return choices;
    }

    private List<Choice> ofLanguages() {
        var filters = wish.filters();
        var choices = new ArrayList<Choice>();
        choices.add(choice(filters.language(null), shell.t("desk.languages"), filters.language() == null));
        for (var language : List.of("fr", "en")) {
            choices.add(choice(
                    filters.language(language),
                    shell.t("desk.language." + language),
                    language.equals(filters.language())));
        }
        return choices;
    }

    private List<Choice> ofTags() {
        var filters = wish.filters();
        var choices = new ArrayList<Choice>();
        choices.add(choice(filters.tag(null), shell.t("desk.tags.any"), filters.tag() == null));
        // One that is named in the address is offered, however rare it is.
        Stream.concat(Stream.ofNullable(filters.tag()), tags.stream())
                .distinct()
                .forEach(tag -> choices.add(choice(filters.tag(tag), tag, tag.equals(filters.tag()))));
        return choices;
    }

    private List<Choice> ofOwners() {
        var filters = wish.filters();
        var choices = new ArrayList<Choice>();
        choices.add(choice(filters.owner(null), shell.t("desk.owners"), filters.owner() == null));
        choices.add(choice(
                filters.owner(QueueFilters.NOBODY),
                shell.t("desk.nobody"),
                QueueFilters.NOBODY.equals(filters.owner())));
        for (var teammate : team) {
            if (teammate.may(Permission.ANSWER_OWN)) {
                choices.add(choice(
                        filters.owner(teammate.handle()),
                        teammate.name(),
                        teammate.handle().equals(filters.owner())));
            }
        }
        return choices;
    }

    private List<Choice> ofWaits() {
        var filters = wish.filters();
        var choices = new ArrayList<Choice>();
        var any = filters.waited(null).ofAnyState();
        choices.add(choice(any, shell.t("desk.wait.any"), filters.waited() == null && !filters.unanswered()));
        for (var wait : QueueFilters.Wait.values()) {
            choices.add(choice(any.waited(wait), shell.t("desk.wait." + wait.word()), wait == filters.waited()));
        }
        choices.add(choice(any.neverAnswered(), shell.t("desk.wait.unanswered"), filters.unanswered()));
        return choices;
    }

    private Choice choice(QueueFilters other, String words, boolean current) {
        return choice(wish.filters(other), words, current);
    }

    /** @param name by what it narrows, which is said as long as it does not */
    private Menu menu(String name, boolean set, List<Choice> choices) {
        return new Menu("", set ? current(choices) : shell.t("desk.by." + name), set ? "is-set" : "", choices);
    }

    private static Choice choice(QueueWish wish, String words, boolean current) {
        return new Choice("/desk" + wish.query(), words, current);
    }

    private static String current(List<Choice> choices) {
        return choices.stream()
                .filter(Choice::current)
                .findFirst()
                .orElse(choices.getFirst())
                .words();
    }
}

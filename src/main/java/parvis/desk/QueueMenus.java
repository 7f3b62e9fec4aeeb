package parvis.desk;

import java.util.ArrayList;
import java.util.List;
import parvis.brand.Product;
import parvis.conversation.State;
import parvis.desk.page.QueuePage.Choice;
import parvis.desk.page.QueuePage.Menu;
import parvis.desk.page.QueuePage.Tab;
import parvis.web.Shell;

/** The tabs above the queue and what narrows or orders it: each choice is an address. */
final class QueueMenus {
    private final Shell shell;
    private final QueueWish wish;
    private final List<Queue.Channel> channels;
    private final List<Product> products;

    QueueMenus(Shell shell, QueueWish wish, List<Queue.Channel> channels, List<Product> products) {
        this.shell = shell;
        this.wish = wish;
        this.channels = channels;
        this.products = products;
    }

    static String figures(int count) {
        return count < Queue.COUNTED ? Integer.toString(count) : Queue.COUNTED - 1 + "+";
    }

    List<Tab> tabs(int mine, int all) {
        return List.of(
                tab(QueueWish.View.MINE, shell.t("desk.mine"), mine),
                tab(QueueWish.View.TEAM, shell.t("desk.team"), all));
    }

    List<Menu> menus() {
        var menus = new ArrayList<Menu>();
        menus.add(menu("filter", wish.channel() != null, ofChannels()));
        if (!products.isEmpty()) {
            menus.add(menu("", wish.product() != null, ofProducts()));
        }
        var sorts = QueueWish.Sort.of(wish.state());
        if (sorts.size() > 1) {
            var choices = sorts.stream()
                    .map(sort -> choice(wish.sort(sort), shell.t("desk.sort." + sort.word()), sort == wish.sort()))
                    .toList();
            menus.add(new Menu("sort-ascending", current(choices), "bare end push", choices));
        }
        return menus;
    }

    private Tab tab(QueueWish.View view, String words, int count) {
        return new Tab(
                "/desk" + wish.view(view).query(), words, figures(count), wish.view() == view && wish.words() == null);
    }

    Menu states() {
        var choices = new ArrayList<Choice>();
        for (var state : State.values()) {
            choices.add(choice(wish.state(state), shell.t("desk.state." + state.word()), state == wish.state()));
        }
        choices.add(choice(wish.state(null), shell.t("desk.every"), wish.state() == null));
        return menu("", wish.state() != State.OPEN, choices);
    }

    private List<Choice> ofChannels() {
        var choices = new ArrayList<Choice>();
        choices.add(choice(wish.channel(null), shell.t("desk.channels"), wish.channel() == null));
        for (var channel : channels) {
            // Those that every brand has are named in the reader's language, others as the brand calls them.
            var words = channel.slug().equals(channel.kind())
                    ? shell.t("desk.channel.name." + channel.kind())
                    : channel.name();
            choices.add(
                    choice(wish.channel(channel.slug()), words, channel.slug().equals(wish.channel())));
        }
        return choices;
    }

    private List<Choice> ofProducts() {
        var choices = new ArrayList<Choice>();
        choices.add(choice(wish.product(null), shell.t("desk.products"), wish.product() == null));
        for (var product : products) {
            choices.add(choice(
                    wish.product(product.slug()), product.name(), product.slug().equals(wish.product())));
        }
        return choices;
    }

    private static Menu menu(String icon, boolean set, List<Choice> choices) {
        return new Menu(icon, current(choices), set ? "is-set" : "", choices);
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

package parvis.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Permission;
import parvis.brand.Product;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.AnswerDrafts;
import parvis.conversation.SavedFilters;
import parvis.conversation.Sight;
import parvis.conversation.State;
import parvis.desk.page.Avatar;
import parvis.desk.page.Due;
import parvis.desk.page.QueuePage;
import parvis.desk.page.QueuePage.Empty;
import parvis.desk.page.QueuePage.Group;
import parvis.desk.page.QueuePage.Item;
import parvis.desk.page.QueuePage.More;
import parvis.search.Search;
import parvis.text.PlainText;
import parvis.web.Shell;

/** Makes the page of the queue. Calls belong inside a transaction of the brand. */
@Component
class QueueReader {
    private static final int EXCERPT = 110;
    /** Among which those who see only what is theirs find some of theirs. */
    private static final int FOUND_OF_ALL = 2_000;
    /** First lines of the same messages are shown again and again, to everybody. */
    private final Cache<String, String> excerpts =
            Caffeine.newBuilder().maximumSize(4_000).build();

    private final Queue queue;
    private final Tallies tallies;
    private final Glances glances;
    private final Catalogue catalogue;
    private final Team team;
    private final Search search;
    private final SavedFilters filters;
    private final ManyReader several;
    private final AlertReader alerts;
    private final AnswerDrafts drafts;
    private final Sight sight;

    QueueReader(
            Queue queue,
            Tallies tallies,
            Catalogue catalogue,
            Team team,
            Search search,
            SavedFilters filters,
            Glances glances,
            ManyReader several,
            AlertReader alerts,
            AnswerDrafts drafts,
            Sight sight) {
        this.sight = sight;
        this.drafts = drafts;
        this.alerts = alerts;
        this.several = several;
        this.glances = glances;
        this.filters = filters;
        this.queue = queue;
        this.tallies = tallies;
        this.catalogue = catalogue;
        this.team = team;
        this.search = search;
    }

    /**
     * @param open the number of the conversation that is shown beside the queue, or null
     * @param state see {@link Glances#state}
     */
    QueuePage read(Visit visit, Moments moments, @Nullable Long open, long state) {
        var wish = QueueWish.of(visit.asked());
        var me = visit.me();
        var brand = visit.brand();
        var shell = visit.shell();
        var seen = sight.sql(brand, me);
        var glance = glances.of(brand, seen, me, state, moments.now());
        var counts = new QueueMenus.Counts(
                glance.mine(),
                glance.all(),
                glance.promised(),
                glance.asleep(),
                glance.nobodys(),
                glance.unanswered(),
                instead(brand, glance));
        var products = catalogue.products(brand.id());
        var menus = new QueueMenus(
                shell,
                wish,
                counts,
                glance.channels(),
                products,
                team.of(brand.id()).stream().filter(Teammate::active).toList(),
                glance.tags());
        var rows = wish.words() == null
                ? rows(wish, brand, me, products, moments)
                : found(wish, wish.words(), brand, me, seen);
        var more = rows.size() > wish.most();
        var shown = more ? rows.subList(0, wish.most()) : rows;
        return new QueuePage(
                wish.query(),
                menus.tabs(),
                QueueMenus.figures(counts.all()),
                menus.sight(glance.longest().map(moments::waits).orElse(null)),
                menus.states(),
                menus.menus(),
                menus.order(),
                saved(visit, wish),
                wish.words(),
                said(wish, shell, shown.size(), more),
                groups(brand, wish, shell, moments, shown, open),
                more ? more(wish, shown.getLast()) : null,
                rows.isEmpty() ? empty(wish, shell, counts) : null,
                glance.reports(),
                glance.approvals(),
                several.several(visit, moments),
                alerts.news(visit),
                new QueuePage.Marks(drafts.numbers(me.id()), glance.stopped(), glance.leaving()));
    }

    /** The parts of the queue that have a name here, and where this one gets one. */
    private QueuePage.Saved saved(Visit visit, QueueWish wish) {
        return new QueuePage.Saved(
                named(visit),
                "/desk/filters?query=" + visit.shell().encoded(wish.after(null).query()));
    }

    /** How many things they have not seen yet, in figures; empty for none. */
    String unseen(Visit visit) {
        return alerts.news(visit).figure();
    }

    /** The parts of the queue that have a name: their own and everybody's. */
    List<QueuePage.Choice> named(Visit visit) {
        var here = QueueWish.of(visit.asked()).after(null).query();
        return filters.of(visit.me()).stream()
                .map(filter -> new QueuePage.Choice(
                        "/desk" + filter.query(), filter.name(), filter.query().equals(here)))
                .toList();
    }

    /** How many wait for the house, of those that they see, in figures. */
    String waiting(Visit visit) {
        var brand = visit.brand();
        return QueueMenus.figures(tallies.waiting(brand.id(), sight.sql(brand, visit.me()), null));
    }

    /** Those who are away and of whom they have something, with how many that wait. */
    private Map<Teammate, Integer> instead(Brand brand, Glances.Glance glance) {
        var instead = new LinkedHashMap<Teammate, Integer>();
        glance.standingIn()
                .forEach((absent, held) ->
                        team.byId(brand.id(), absent).ifPresent(teammate -> instead.put(teammate, held)));
        return instead;
    }

    private List<Queue.Row> rows(QueueWish wish, Brand brand, Teammate me, List<Product> products, Moments moments) {
        var asked = wish.filters();
        var product = products.stream()
                .filter(p -> p.slug().equals(asked.product()))
                .map(Product::id)
                .findFirst()
                .orElse(null);
        var owner = team.of(brand.id()).stream()
                .filter(t -> t.handle().equals(asked.owner()))
                .map(t -> t.id().value())
                .findFirst()
                .orElse(null);
        var absent = team.of(brand.id()).stream()
                .filter(t -> t.handle().equals(asked.absent()))
                .map(t -> t.id().value())
                .findFirst()
                .orElse(null);
        if (asked.absent() != null && absent == null
                || asked.product() != null && product == null
                || asked.owner() != null && owner == null && !asked.owner().equals(QueueFilters.NOBODY)) {
            return List.of();
        }
        return queue.list(wish, new Queue.Named(me.id(), product, owner, absent, sight.sql(brand, me)), moments.now());
    }

    private List<Queue.Row> found(QueueWish wish, String words, Brand brand, Teammate me, String seen) {
        var end = wish.from() + wish.most() + 1;
        var ids = search.desk(brand, words, me.may(Permission.SEE_ALL) ? end : FOUND_OF_ALL);
        return queue.found(ids, seen, wish.from(), Math.min(end, QueueWish.MOST) - wish.from());
    }

    private static @Nullable String said(QueueWish wish, Shell shell, int shown, boolean more) {
        return wish.words() == null || wish.from() > 0
                ? null
                : shell.t(more ? "desk.found.first" : "desk.found", shown, wish.words());
    }

    private List<Group> groups(
            Brand brand, QueueWish wish, Shell shell, Moments moments, List<Queue.Row> rows, @Nullable Long open) {
        var groups = new ArrayList<Group>();
        // Where a list goes on, its first heading stands on the part before already.
        var continued = !rows.isEmpty() && continues(wish, moments, rows.getFirst());
        var title = "";
        var items = new ArrayList<Item>();
        for (var row : rows) {
            var heading = heading(wish, shell, moments, row);
            if (continued && groups.isEmpty() && heading.equals(heading(wish, shell, moments, rows.getFirst()))) {
                heading = shell.t("desk.group.continued", heading);
            }
            if (!heading.equals(title)) {
                if (!items.isEmpty()) {
                    groups.add(new Group(title, List.copyOf(items)));
                    items.clear();
                }
                title = heading;
            }
            items.add(item(brand, wish, shell, moments, row, open));
        }
        if (!items.isEmpty()) {
            groups.add(new Group(title, List.copyOf(items)));
        }
        return groups;
    }

    private static boolean continues(QueueWish wish, Moments moments, Queue.Row first) {
        var after = wish.after();
        return wish.from() > 0
                || after != null
                        && (wish.sort() != QueueWish.Sort.DUE
                                || moments.group(after.at()).equals(moments.group(first.due())));
    }

    private static String heading(QueueWish wish, Shell shell, Moments moments, Queue.Row row) {
        if (wish.words() != null) {
            return shell.t("desk.results");
        }
        if (wish.sort() == QueueWish.Sort.DUE) {
            return moments.group(row.due());
        }
        return wish.state() == null
                ? shell.t("desk.every")
                : shell.t("desk.state." + wish.state().word());
    }

    private Item item(Brand brand, QueueWish wish, Shell shell, Moments moments, Queue.Row row, @Nullable Long open) {
        var by = row.lastTeammate() == null
                ? null
                : team.byId(brand.id(), row.lastTeammate()).orElse(null);
        return new Item(
                "/desk/conversations/" + row.number() + wish.after(null).query(),
                row.number(),
                row.number() + "_" + (row.last() == null ? "" : row.last()),
                open != null && open == row.number(),
                row.state() == State.OPEN && (row.asking() || row.unsent()),
                Avatar.member(row.person(), row.handle()),
                row.person(),
                Origins.of(shell, row.channel()),
                due(wish, shell, moments, row),
                row.subject(),
                row.absent() == null
                        ? null
                        : team.byId(brand.id(), row.absent())
                                .map(Teammate::firstName)
                                .orElse(null),
                "note".equals(row.lastKind()) && by != null ? by.firstName() : null,
                excerpt(wish, row.lastText()),
                row.language().equals(shell.language()) ? null : row.language());
    }

    /** What is found among all that was ever said is seldom the same. */
    private String excerpt(QueueWish wish, String text) {
        return wish.words() == null
                ? excerpts.get(text, all -> PlainText.excerpt(all, EXCERPT))
                : PlainText.excerpt(text, EXCERPT);
    }

    private static Due due(QueueWish wish, Shell shell, Moments moments, Queue.Row row) {
        if (row.unsent()) {
            return new Due(shell.t("desk.unsent"), "send", "is-late");
        }
        if (row.state() == State.OPEN) {
            return moments.due(row.due());
        }
        if (wish.state() != null && wish.words() == null) {
            return Due.quiet(moments.day(row.lastAt()));
        }
        return row.state() == State.SATISFIED
                ? new Due(shell.t("desk.state.satisfied"), "circle-check", "is-solved")
                : Due.quiet(shell.t("desk.is." + row.state().word()));
    }

    private static More more(QueueWish wish, Queue.Row last) {
        var next = (wish.words() == null ? wish.after(last.cursor(wish.sort())) : wish.from(wish.from() + wish.most()))
                .query();
        return new More("/desk" + next, "/desk/queue" + next);
    }

    private static Empty empty(QueueWish wish, Shell shell, QueueMenus.Counts counts) {
        if (wish.view() == QueueWish.View.MINE && counts.mine() == 0 && counts.all() > 0) {
            return new Empty(
                    shell.t("desk.empty.mine"),
                    "/desk" + wish.view(QueueWish.View.TEAM).query(),
                    shell.t("desk.empty.to-team"));
        }
        var everything = wish.view(wish.view()).filters(QueueFilters.NONE);
        if (!everything.query().equals(wish.query())) {
            return new Empty(shell.t("desk.empty.here"), "/desk" + everything.query(), shell.t("desk.empty.unfilter"));
        }
        return wish.view() == QueueWish.View.PROMISED
                ? new Empty(shell.t("desk.empty.promised"), null, "")
                : new Empty(shell.t("desk.empty.all"), null, "");
    }
}

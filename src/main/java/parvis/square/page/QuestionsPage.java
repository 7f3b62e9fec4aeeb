package parvis.square.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parvis.brand.Place;
import parvis.brand.Product;

/**
 * The list of questions, filtered and sorted; of a place, or of all that everybody reads.
 *
 * @param places those that whoever reads this may know of; empty where there is only one
 * @param mayAsk whether something new may be asked here
 * @param older cursor of the next page, or null on the last one
 * @param newer cursor of the page before, or null on the first one
 */
public record QuestionsPage(
        Filter filter,
        Counts counts,
        List<QuestionRow> rows,
        @Nullable String older,
        @Nullable String newer,
        List<Place> places,
        boolean mayAsk,
        List<Product> products,
        List<String> tags,
        Counter counter,
        Served served,
        Instant now) {

    public enum Which {
        ALL,
        SOLVED,
        UNSOLVED,
        WAITING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Sort {
        ACTIVITY,
        NEWEST,
        LONGEST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param oldestWaiting when the question was asked that has waited longest for the house */
    public record Counts(
            long all, long solved, long waiting, @Nullable Instant oldestWaiting) {}

    public record Filter(
            @Nullable Place place,
            Which which,
            @Nullable Product product,
            @Nullable String tag,
            Sort sort) {
        public boolean isSet() {
            return which != Which.ALL || product != null || tag != null || sort != Sort.ACTIVITY;
        }

        /** Whether the list is narrower than everything, however it is sorted. */
        public boolean narrows() {
            return which != Which.ALL || product != null || tag != null;
        }

        public Filter with(Which other) {
            return new Filter(place, other, product, tag, sort);
        }

        public Filter with(@Nullable Product other) {
            return new Filter(place, which, other, tag, sort);
        }

        public Filter with(Sort other) {
            return new Filter(place, which, product, tag, other);
        }

        public Filter withTag(@Nullable String other) {
            return new Filter(place, which, product, other, sort);
        }

        /** The list without any filter. */
        public String base() {
            return place == null ? "/questions" : "/places/" + place.slug();
        }

        public String path() {
            return path(null, null);
        }

        /** Its address; a parameter that says what is said anyway is left out, so that a list has one address. */
        public String path(@Nullable String parameter, @Nullable String cursor) {
            var query = new ArrayList<String>();
            if (which != Which.ALL) {
                query.add("state=" + which.word());
            }
            if (product != null) {
                query.add("product=" + product.slug());
            }
            if (tag != null) {
                query.add("tag=" + URLEncoder.encode(tag, StandardCharsets.UTF_8));
            }
            if (sort != Sort.ACTIVITY) {
                query.add("sort=" + sort.word());
            }
            if (parameter != null && cursor != null) {
                query.add(parameter + "=" + cursor);
            }
            return query.isEmpty() ? base() : base() + "?" + String.join("&", query);
        }
    }
}

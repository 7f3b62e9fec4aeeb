package parvis.newsroom;

/** A draft's title and text as the guard reads them: one text, in which a place is one of either. */
record Whole(String title, String words) {
    private static final String BETWEEN = "\n\n";

    static Whole of(Wording wording) {
        return new Whole(wording.title(), wording.text());
    }

    String text() {
        return title + between() + words;
    }

    /** Where the words begin. */
    int from() {
        return title.length() + between().length();
    }

    private String between() {
        return title.isEmpty() || words.isEmpty() ? "" : BETWEEN;
    }
}

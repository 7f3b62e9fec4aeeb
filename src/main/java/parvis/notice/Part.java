package parvis.notice;

import java.util.List;
import parvis.text.Markdown;

/** A part of a letter, which its HTML and its plain text show each in their way. */
public sealed interface Part {
    record Paragraph(String text) implements Part {}

    /** Markdown that somebody wrote, whole. */
    record Words(String markdown) implements Part {
        /** Safe to show as it is. */
        public String html() {
            return Markdown.toHtml(markdown);
        }
    }

    /** A few words of something longer, or a subject. */
    record Quote(String text) implements Part {
        public List<String> lines() {
            return Part.lines(text);
        }
    }

    record Button(String label, String address) implements Part {}

    /** Something to choose by opening one of several pages. */
    record Choices(String question, List<Button> buttons) implements Part {}

    /** Pictures that travel with the letter. */
    record Pictures(List<Shown> pictures, String word) implements Part {}

    /** @param cid under which it travels (RFC 2392); {@code alt} what it shows, may be empty */
    record Shown(String cid, String alt, int width) {}

    /** What somebody said before, with who they are and when above it. */
    record Said(String who, String markdown, boolean internal) implements Part {
        /** Safe to show as it is. */
        public String html() {
            return Markdown.toHtml(markdown);
        }
    }

    /** What was written before and is only repeated: folded away where a program can. */
    record Earlier(String label, String text) implements Part {
        public List<String> lines() {
            return Part.lines(text);
        }
    }

    /** Under somebody's own words. */
    record Signature(String text) implements Part {
        public List<String> lines() {
            return Part.lines(text);
        }
    }

    /** What is said aside, such as why the letter came. */
    record Aside(String text) implements Part {}

    /** With breaks that every program shows: some know no "white-space". */
    private static List<String> lines(String text) {
        return text.strip().lines().toList();
    }
}

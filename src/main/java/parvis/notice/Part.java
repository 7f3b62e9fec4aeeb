package parvis.notice;

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
    record Quote(String text) implements Part {}

    record Button(String label, String address) implements Part {}

    /** What is said aside, such as why the letter came. */
    record Aside(String text) implements Part {}
}

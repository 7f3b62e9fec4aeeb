package parvis.mime;

import java.util.List;

/** What an attachment holds, as far as it can be said in words without opening it. */
public sealed interface Contents {

    record File() implements Contents {}

    /** By its declared type; who shows it judges its bytes. */
    record Picture() implements Contents {}

    /**
     * @param method REQUEST, REPLY, CANCEL, PUBLISH, … or empty
     * @param start as the calendar writes it, ISO 8601, with its zone's name behind it when it has one; empty when it says none
     */
    record Event(String method, String summary, String start, String organizer) implements Contents {}

    record Contacts(List<String> names) implements Contents {}

    /** Another mail, whole. */
    record Mail(String subject) implements Contents {}

    /** Outlook's own wrapping (winmail.dat): what is inside cannot be read here. */
    record Tnef() implements Contents {}

    /** S/MIME or PGP: proves who wrote, is not for reading. */
    record Signature() implements Contents {}

    /** S/MIME or PGP: only the holder of a key can read it. */
    record Encrypted() implements Contents {}

    record Key() implements Contents {}
}

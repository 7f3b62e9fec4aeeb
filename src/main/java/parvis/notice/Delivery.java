package parvis.notice;

import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.UUID;

/** A way out of the house. Called outside of any transaction. */
interface Delivery {

    sealed interface Outcome {
        record Delivered() implements Outcome {}

        /** It surely did not arrive, and may another time. */
        record Again(String why) implements Outcome {}

        /** It will never arrive. */
        record Never(String why) implements Outcome {}

        /** Those that are named here do not have it; the others do. */
        record Partly(List<Refusal> refused) implements Outcome {}

        /** Nobody tried: its turn comes again. */
        record Untouched() implements Outcome {}

        /** It may have arrived: sending it again could tell somebody twice. */
        record Unconfirmed(String why) implements Outcome {}
    }

    /** @param forNow whether it may be taken another time */
    record Refusal(String address, boolean forNow, String why) {}

    Outcome deliver(UUID id, MimeMessage message);

    /** What became of a mail whose sender died while sending it. */
    Outcome lookUp(UUID id);

    /** From time to time: what is held for the next mail and was not needed is given back. */
    default void rest() {}

    /** Nothing more goes out by it. */
    default void shut() {}
}

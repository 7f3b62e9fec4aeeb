package parvis.privacy;

import java.util.Collection;
import java.util.Set;

/**
 * One module's part in what is held about people. All calls belong inside a transaction of the brand. Holders are asked in the
 * order of their {@code @Order}: conversations first, because the others keep what belongs to them, and identities last.
 */
public interface Holder {
    int CONVERSATIONS = 10;
    int OF_CONVERSATIONS = 20;
    int OF_PEOPLE = 30;
    int PEOPLE = 40;

    /** The columns that hold something of people and for which it answers, as {@code schema.table.column}. */
    Set<String> answersFor();

    /** Tells all that it holds about somebody. */
    void tell(Whom whom, Telling telling);

    /** Takes it away, or the name from what stays. May be called again with what is left. */
    void erase(Whom whom, Erasure erasure);

    /** Which of these contents of the file store its rows refer to, at the brand of the transaction. */
    default Set<String> filesInUse(Collection<String> sha256) {
        return Set.of();
    }

    /** Removes what lies outside of the database and of the file store, and belongs to nothing any more; outside of any transaction. */
    default void tidy() {}
}

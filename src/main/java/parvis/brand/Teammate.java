package parvis.brand;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the house (or of its agency), at one brand.
 *
 * @param signature what stands under their private answers, such as "Nadia, après-vente"
 * @param letter their own lines under their letters, in the language of the letter; empty where they wrote none
 * @param hours until when they answer, in the brand's zone, such as "17:00"; null when not said
 */
public record Teammate(
        TeammateId id,
        UUID account,
        String handle,
        String name,
        Role role,
        Brand.LocalText title,
        String signature,
        @Nullable String hours,
        boolean active,
        Brand.LocalText letter) {

    public Teammate(
            TeammateId id,
            UUID account,
            String handle,
            String name,
            Role role,
            Brand.LocalText title,
            String signature,
            @Nullable String hours,
            boolean active) {
        this(id, account, handle, name, role, title, signature, hours, active, new Brand.LocalText("", ""));
    }

    /** What stands under a letter in that language: their own lines, else who they are. */
    public String signs(String language) {
        var own = letter.in(language);
        return own.isBlank() ? signature : own;
    }

    public boolean may(Permission permission) {
        return active && role.may(permission);
    }

    /** Whether they may answer, hand over, close or reopen a conversation that this teammate (or nobody) owns. */
    public boolean mayAct(@Nullable UUID owner) {
        return may(Permission.ANSWER_ANY)
                || (may(Permission.ANSWER_OWN) && (owner == null || owner.equals(id.value())));
    }

    /** Whether what they write to people waits for somebody's approval. */
    public boolean proposes() {
        return may(Permission.PROPOSE) || may(Permission.WRITE_FOR) || may(Permission.ANSWER_LENT);
    }

    public String firstName() {
        var space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }
}

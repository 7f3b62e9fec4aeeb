package parvis.brand;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the house (or of its agency), at one brand.
 *
 * @param signature what stands under their private answers, such as "Nadia, après-vente"
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
        boolean active) {

    public boolean may(Permission permission) {
        return active && role.may(permission);
    }

    /** Whether they may answer, hand over, close or reopen a conversation that this teammate (or nobody) owns. */
    public boolean mayAct(@Nullable UUID owner) {
        return may(Permission.ANSWER_ANY)
                || (may(Permission.ANSWER_OWN) && (owner == null || owner.equals(id.value())));
    }

    public String firstName() {
        var space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }
}

package parvis.brand;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a teammate is at a brand, and so what they may do there. */
public enum Role {
    OWNER(EnumSet.allOf(Permission.class)),
    COMMUNITY_MANAGER(EnumSet.complementOf(EnumSet.of(Permission.MAKE_KEYS, Permission.SET_ADDRESSES))),
    /** A colleague who knows: answers and hands over what is theirs or nobody's, and notes anything. */
    EXPERT(EnumSet.of(Permission.SEE_DESK, Permission.NOTE, Permission.ANSWER_OWN)),
    /** Talking with people is the brand's own: an agency sees the square as everybody does. */
    AGENCY_STRATEGIST(EnumSet.noneOf(Permission.class)),
    AGENCY_CREATIVE(EnumSet.noneOf(Permission.class));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** As it is written in the database and in message keys. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

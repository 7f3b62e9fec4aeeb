package parvis.brand;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a teammate is at a brand, and so what they may do there. */
public enum Role {
    OWNER(EnumSet.complementOf(EnumSet.of(Permission.PROPOSE, Permission.WRITE_FOR, Permission.ANSWER_LENT))),
    COMMUNITY_MANAGER(EnumSet.complementOf(EnumSet.of(
            Permission.PROPOSE,
            Permission.WRITE_FOR,
            Permission.ANSWER_LENT,
            Permission.BE_WRITTEN_FOR,
            Permission.MAKE_KEYS,
            Permission.SET_ADDRESSES,
            Permission.SET_HOUSE,
            Permission.SET_TEAM,
            Permission.READ_AUDIT,
            Permission.IMPORT_PAST))),
    /** A colleague who knows: answers and hands over what is theirs or nobody's, notes anything, and puts drafts right. */
    EXPERT(EnumSet.of(
            Permission.SEE_DESK, Permission.SEE_ALL, Permission.NOTE, Permission.ANSWER_OWN, Permission.WRITE_DRAFTS)),
    /** Sees what is theirs and answers it, by their own hand or by a secretary's. */
    EXECUTIVE(EnumSet.of(Permission.SEE_DESK, Permission.NOTE, Permission.ANSWER_OWN, Permission.BE_WRITTEN_FOR)),
    /** Writes for an executive, who approves each answer and under whose name it stands. */
    SECRETARY(EnumSet.of(Permission.SEE_DESK, Permission.SEE_ALL, Permission.NOTE, Permission.WRITE_FOR)),
    /** Learns: what they write to people leaves once a colleague approves. */
    TRAINEE(EnumSet.of(Permission.SEE_DESK, Permission.SEE_ALL, Permission.NOTE, Permission.PROPOSE)),
    /** Talking with people is the brand's own: an agency sees the square as everybody does, writes drafts, and answers what is lent to it. */
    AGENCY_STRATEGIST(EnumSet.of(Permission.WRITE_DRAFTS, Permission.ANSWER_LENT)),
    AGENCY_CREATIVE(EnumSet.of(Permission.WRITE_DRAFTS, Permission.ANSWER_LENT));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    /** Whether they work for the brand from elsewhere, and see what it opened to them. */
    public boolean isAgency() {
        return this == AGENCY_STRATEGIST || this == AGENCY_CREATIVE;
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

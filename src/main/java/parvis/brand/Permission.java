package parvis.brand;

import java.util.Locale;

/** What a role may do at the desk, in the newsroom and on the square. */
public enum Permission {
    /** Come to the desk, and read there what is one's own, notes included. */
    SEE_DESK,
    /** Read every conversation of the brand at the desk, private ones and notes included. */
    SEE_ALL,
    /** Write an internal note. */
    NOTE,
    /** Answer, hand over, close and reopen a conversation that is one's own or nobody's. */
    ANSWER_OWN,
    /** Answer, hand over, close and reopen any conversation. */
    ANSWER_ANY,
    /** Write answers that leave once somebody approves who could send them. */
    PROPOSE,
    /** Write answers in the name of somebody who is written for, and who approves them before they leave. */
    WRITE_FOR,
    /** Read what is lent to the agency, without its notes, and write answers to it that leave once somebody of the house approves. */
    ANSWER_LENT,
    /** Lend conversations and places to the agency, and take them back. */
    LEND,
    /** Have others write in one's name, and approve it. */
    BE_WRITTEN_FOR,
    /** Hide what is public, with a reason, show it again, and decide on reports. */
    MODERATE,
    /** Give somebody what is held about them, or have it erased, because they asked. */
    KEEP_PRIVACY,
    /** See whether letters arrive and what stops them, send a trial, let letters go again where they were stopped. */
    KEEP_MAIL,
    /** Say at which addresses the house takes mail, from the first of which it writes. */
    SET_ADDRESSES,
    /** Say what the house is called, how it looks, when it is open, what it promises and says of itself; what stands on its square. */
    SET_HOUSE,
    /** Invite colleagues, give and take roles, say who is away. */
    SET_TEAM,
    /** Read who did what here, and take that along. */
    READ_AUDIT,
    /** Say which feeds of others the house watches. */
    WATCH_FEEDS,
    /** See the newsroom, write drafts, judge what the guard finds in them unless it blocks. */
    WRITE_DRAFTS,
    /** Decide that a draft may go out, on what blocks it, and what of it the agency sees. */
    RELEASE_DRAFTS,
    /** Say what the guard is to ask of drafts. */
    SET_GUARD,
    /** Bring the past of another program along. */
    IMPORT_PAST,
    /** Make and revoke keys of the HTTP API. */
    MAKE_KEYS;

    /** As it is written in message keys. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

/* One letter to several people, and one that its reader can do without. */
alter table notice.mail
    -- addresses beside the recipient's
    add column copies text[] not null default '{}',
    -- the addresses that it has still to reach, when it reached others already; null for all
    add column remaining text[],
    -- where its reader stops the letters of this conversation
    add column stop text;

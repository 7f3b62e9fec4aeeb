/* How far it is proved who sent a mail. */
alter table mail.received
    -- the address that handed it over; null for a relay of our own, and for what was fetched
    add column peer text,
    -- null when nothing is known
    add column standing text check (standing in ('signed', 'named', 'doubtful')),
    -- the domain that is proved, or that it pretends to come from
    add column standing_of text,
    -- what was looked at, in the words of RFC 8601
    add column judged text;

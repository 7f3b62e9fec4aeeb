/* Letters of one conversation stand in one thread: each has a name, and knows those before it. */
alter table notice.mail
    -- who speaks, when it is a colleague and not the house
    add column sender text,
    -- the answer that it carries
    add column message uuid,
    -- where answers go, when that is elsewhere than the brand's address
    add column reply_to text,
    add column message_id text,
    -- names of the mails before it, the oldest first
    add column earlier text[] not null default '{}';
create index on notice.mail (brand, conversation, recipient, created_at) where conversation is not null;
create index on notice.mail (brand, message) where message is not null;

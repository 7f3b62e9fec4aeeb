/* Marked as spam: closed, out of every queue, with where it stood before; a public one is hidden as long as it is. */
alter table conversation.conversation
    add column spam_at timestamptz,
    add column spam_was text check (spam_was in ('open', 'waiting', 'satisfied', 'closed')),
    add column spam_hid boolean not null default false;
create index on conversation.conversation (brand, last_message_at desc, id desc) where spam_at is not null;

/* One act on many conversations: what each was before, so that whoever did it can undo it as a whole. */
create table conversation.bulk (
    brand uuid not null,
    id uuid not null,
    teammate uuid not null,
    act text not null check (act in ('owner', 'tag', 'closure', 'spam')),
    at timestamptz not null,
    undone_at timestamptz,
    primary key (brand, id),
    foreign key (brand, teammate) references brand.teammate (brand, id));
create index on conversation.bulk (brand, at);
select database.protect('conversation.bulk');

create table conversation.bulk_row (
    brand uuid not null,
    bulk uuid not null,
    conversation uuid not null,
    number bigint not null,
    -- why it was left as it was; null for what was done
    left_because text check (left_because in ('unchanged', 'overtaken', 'not_allowed', 'changed', 'full')),
    -- the conversation as the act left it: whoever changes anything of it changes this
    stamp bigint,
    before jsonb,
    primary key (brand, bulk, conversation),
    foreign key (brand, bulk) references conversation.bulk (brand, id) on delete cascade,
    foreign key (brand, conversation) references conversation.conversation (brand, id) on delete cascade);
create index on conversation.bulk_row (brand, conversation);
select database.protect('conversation.bulk_row');

/* Who else a message came to or goes to, beside the person and the house. */
create table conversation.copy (
    brand uuid not null,
    message uuid not null,
    position int not null,
    name text not null default '',
    email text not null check (email = lower(email)),
    -- why it did not arrive there, in a few words
    failed text,
    primary key (brand, message, position),
    unique (brand, message, email),
    foreign key (brand, message) references conversation.message (brand, id) on delete cascade);
create index on conversation.copy (brand, email);
select database.protect('conversation.copy');

/* What became of the letter of a public answer, which stands on its page whatever happens to it; null when there is nothing to decide. */
alter table conversation.message add column letter text check (letter in ('unconfirmed', 'failed'));
create index on conversation.message (brand, conversation) where letter is not null;

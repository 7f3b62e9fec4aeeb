/* What a colleague has typed and not sent: an answer or a note in a conversation, or a letter by which the house writes first (then no
   conversation). Two windows that write the same at once have one each. */
create table conversation.draft (
    brand uuid not null,
    id uuid not null,
    teammate uuid not null,
    conversation uuid,
    destination text not null check (destination in ('public', 'private', 'note')),
    text text not null check (length(text) <= 20000),
    recipient text not null default '' check (length(recipient) <= 300),
    name text not null default '' check (length(name) <= 300),
    copies text not null default '' check (length(copies) <= 4000),
    subject text not null default '' check (length(subject) <= 300),
    language text not null default 'fr' check (language in ('fr', 'en')),
    revision int not null default 1,
    changed_at timestamptz not null,
    discarded_at timestamptz,
    primary key (brand, id),
    foreign key (brand, teammate) references brand.teammate (brand, id),
    foreign key (brand, conversation) references conversation.conversation (brand, id) on delete cascade);
create index on conversation.draft (brand, teammate, conversation, changed_at);
create index on conversation.draft (brand, conversation) where conversation is not null;
create index on conversation.draft (brand, changed_at);
select database.protect('conversation.draft');

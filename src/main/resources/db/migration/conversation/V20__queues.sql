/* What nobody has, by due time and by its latest message; what was never answered; each language, however few speak it. */
create index on conversation.conversation (brand, coalesce(due_at, 'infinity'), id) where state = 'open' and owner is null;
create index on conversation.conversation (brand, state, last_message_at desc, id desc) where owner is null;
create index on conversation.conversation (brand, opened_at, id) where state = 'open' and answers = 0;
create index on conversation.conversation (brand, language, coalesce(due_at, 'infinity'), id) where state = 'open';
create index on conversation.conversation (brand, language, state, last_message_at desc, id desc);

/* A part of the queue under a name: one colleague's own, or everybody's. */
create table conversation.saved_filter (
    brand uuid not null,
    id uuid not null,
    teammate uuid not null,
    shared boolean not null,
    name text not null check (length(name) between 1 and 40),
    query text not null check (length(query) <= 1000),
    created_at timestamptz not null,
    primary key (brand, id),
    foreign key (brand, teammate) references brand.teammate (brand, id));
create index on conversation.saved_filter (brand, teammate);
create index on conversation.saved_filter (brand) where shared;
select database.protect('conversation.saved_filter');

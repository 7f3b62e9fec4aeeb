/* Conversations that were made of messages of another, and what each message hung on there, so that it can be undone. */
create table conversation.split (
    brand uuid not null,
    id uuid not null,
    from_conversation uuid not null,
    retained boolean not null,
    by_teammate uuid not null,
    at timestamptz not null,
    primary key (brand, id),
    foreign key (brand, id) references conversation.conversation (brand, id) on delete cascade,
    foreign key (brand, by_teammate) references brand.teammate (brand, id));
create index on conversation.split (brand, from_conversation);
select database.protect('conversation.split');

create table conversation.split_message (
    brand uuid not null,
    split uuid not null,
    message uuid not null,
    from_conversation uuid not null,
    parent uuid,
    primary key (brand, split, message),
    foreign key (brand, split) references conversation.split (brand, id) on delete cascade,
    foreign key (brand, message) references conversation.message (brand, id) on delete cascade);
create index on conversation.split_message (brand, from_conversation);
create index on conversation.split_message (brand, message);
select database.protect('conversation.split_message');

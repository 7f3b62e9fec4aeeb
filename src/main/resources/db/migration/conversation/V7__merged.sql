/* Conversations that went into another of the same person: nothing of them is left but their names, which lead on. */
create table conversation.merged (
    brand uuid not null,
    id uuid not null,
    number bigint not null,
    subject text not null,
    into_conversation uuid not null,
    by_teammate uuid not null,
    at timestamptz not null,
    primary key (brand, id),
    unique (brand, number),
    foreign key (brand, into_conversation) references conversation.conversation (brand, id),
    foreign key (brand, by_teammate) references brand.teammate (brand, id));
create index on conversation.merged (brand, into_conversation);
select database.protect('conversation.merged');

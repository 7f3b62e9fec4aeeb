/* What the agency may see, and until when: a conversation, or all that stands in a place. What is taken back is not here any more; the ledger knows. */
create table conversation.lent (
    brand uuid not null,
    id uuid not null,
    conversation uuid,
    place uuid,
    until_at timestamptz not null,
    by_teammate uuid not null,
    at timestamptz not null,
    primary key (brand, id),
    check ((conversation is null) <> (place is null)),
    foreign key (brand, conversation) references conversation.conversation (brand, id) on delete cascade,
    foreign key (brand, place) references brand.place (brand, id) on delete cascade,
    foreign key (brand, by_teammate) references brand.teammate (brand, id));
create unique index on conversation.lent (brand, conversation) where conversation is not null;
create unique index on conversation.lent (brand, place) where place is not null;
select database.protect('conversation.lent');

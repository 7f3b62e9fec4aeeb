/* A link in a letter by which one person says whether one answer helped, without signing in. */
create table conversation.rating_link (
    brand uuid not null,
    hash bytea not null,
    message uuid not null,
    person uuid not null,
    at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    help text check (help in ('yes', 'partly', 'no')),
    primary key (brand, hash),
    foreign key (brand, message) references conversation.message (brand, id) on delete cascade,
    foreign key (brand, person) references person.person (brand, id));
create index on conversation.rating_link (expires_at);
create index on conversation.rating_link (brand, message);
select database.protect('conversation.rating_link');

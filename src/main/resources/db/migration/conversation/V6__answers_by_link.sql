/* A link in a letter by which one teammate answers one conversation, once, without signing in. */
create table conversation.answer_link (
    brand uuid not null,
    hash bytea not null,
    conversation uuid not null,
    teammate uuid not null,
    at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    primary key (brand, hash),
    foreign key (brand, conversation) references conversation.conversation (brand, id),
    foreign key (brand, teammate) references brand.teammate (brand, id));
create index on conversation.answer_link (expires_at);
select database.protect('conversation.answer_link');

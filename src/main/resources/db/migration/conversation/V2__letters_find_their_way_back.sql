/* The key with which the names of our mails are made, so that nobody can name one into a conversation. One row. */
create table conversation.thread_key (
    id int primary key default 1 check (id = 1),
    key bytea not null);
insert into conversation.thread_key (key)
    values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
select database.share('conversation.thread_key');
revoke insert, update, delete on conversation.thread_key from ${app};

/* An address of its own for one teammate and one conversation: what is written there is theirs to say. */
create table conversation.reply_token (
    brand uuid not null,
    hash bytea not null,
    conversation uuid not null,
    teammate uuid not null,
    at timestamptz not null,
    expires_at timestamptz not null,
    primary key (brand, hash),
    foreign key (brand, conversation) references conversation.conversation (brand, id),
    foreign key (brand, teammate) references brand.teammate (brand, id));
create index on conversation.reply_token (expires_at);
select database.protect('conversation.reply_token');

grant usage on schema conversation to ${app};

create table conversation.channel (
    brand uuid not null,
    slug text not null,
    kind text not null check (kind in ('square', 'api', 'import')),
    name text not null,
    primary key (brand, slug));
select database.protect('conversation.channel');

create table conversation.counter (
    brand uuid primary key,
    last bigint not null default 0);
select database.protect('conversation.counter');

create table conversation.conversation (
    brand uuid not null,
    id uuid not null,
    number bigint not null,
    slug text not null,
    subject text not null,
    language text not null check (language in ('fr', 'en')),
    state text not null check (state in ('open', 'waiting', 'satisfied', 'closed')),
    visibility text not null check (visibility in ('public', 'private')),
    channel text not null,
    place uuid,
    product uuid,
    person uuid not null,
    owner uuid,
    opened_at timestamptz not null,
    -- the clock that runs until the person is satisfied, in business time
    promise_minutes int,
    clock_spent_seconds bigint not null default 0,
    clock_since timestamptz,
    due_at timestamptz,
    messages int not null default 0,
    public_messages int not null default 0,
    answers int not null default 0,
    last_message uuid,
    last_message_at timestamptz not null,
    retained uuid,
    satisfied_at timestamptz,
    closed_at timestamptz,
    hidden_at timestamptz,
    duplicate_of uuid,
    origin_url text,
    primary key (brand, id),
    unique (brand, number),
    foreign key (brand, channel) references conversation.channel (brand, slug),
    foreign key (brand, place) references brand.place (brand, id),
    foreign key (brand, product) references brand.product (brand, id),
    foreign key (brand, person) references person.person (brand, id),
    foreign key (brand, owner) references brand.teammate (brand, id),
    foreign key (brand, duplicate_of) references conversation.conversation (brand, id));
create index on conversation.conversation (brand, last_message_at desc, id desc);
create index on conversation.conversation (brand, state, last_message_at desc, id desc);
create index on conversation.conversation (brand, product, last_message_at desc, id desc) where visibility = 'public' and hidden_at is null;
create index on conversation.conversation (brand, last_message_at desc, id desc) where visibility = 'public' and hidden_at is null;
-- The desk's queue: what is open by due time, what waits by how long it has, each state by its latest message.
create index on conversation.conversation (brand, coalesce(due_at, 'infinity'), id) where state = 'open';
create index on conversation.conversation (brand, owner, coalesce(due_at, 'infinity'), id) where state = 'open';
create index on conversation.conversation (brand, opened_at, id) where state = 'open';
create index on conversation.conversation (brand, opened_at, id) where state = 'waiting';
create index on conversation.conversation (brand, owner, state, last_message_at desc, id desc) where owner is not null;
create index on conversation.conversation (brand, product, state, last_message_at desc, id desc) where product is not null;
create index on conversation.conversation (brand, channel, state, last_message_at desc, id desc);
-- The square: the newest questions, and the same question asked elsewhere.
create index on conversation.conversation (brand, opened_at desc, id desc) where visibility = 'public' and hidden_at is null;
create index on conversation.conversation (brand, duplicate_of) where duplicate_of is not null;
create index on conversation.conversation (brand, person, last_message_at desc);
select database.protect('conversation.conversation');

create table conversation.message (
    brand uuid not null,
    id uuid not null,
    conversation uuid not null,
    kind text not null check (kind in ('received', 'sent', 'note')),
    visibility text not null check (visibility in ('public', 'private')),
    person uuid,
    teammate uuid,
    parent uuid,
    channel text not null,
    external_id text,
    origin_url text,
    language text,
    -- what people wrote: Markdown, or sanitized HTML when it came as such
    text text not null,
    html text,
    quoted text,
    origin text not null default 'person' check (origin in ('person', 'automatic', 'bounce')),
    state text not null default 'sent' check (state in ('draft', 'waiting', 'sending', 'sent', 'unconfirmed', 'failed')),
    at timestamptz not null,
    stored_at timestamptz not null default clock_timestamp(),
    edited_at timestamptz,
    hidden_at timestamptz,
    hidden_by uuid,
    hidden_reason text,
    primary key (brand, id),
    foreign key (brand, conversation) references conversation.conversation (brand, id),
    foreign key (brand, person) references person.person (brand, id),
    foreign key (brand, teammate) references brand.teammate (brand, id),
    foreign key (brand, parent) references conversation.message (brand, id),
    check ((person is null) <> (teammate is null)),
    check (kind <> 'note' or (visibility = 'private' and teammate is not null)),
    check (kind <> 'sent' or teammate is not null));
create index on conversation.message (brand, conversation, at, id);
create index on conversation.message (brand, person, at desc) where person is not null;
create index on conversation.message (brand, teammate, at desc) where teammate is not null;
create unique index on conversation.message (brand, channel, external_id) where external_id is not null;
select database.protect('conversation.message');

create table conversation.attachment (
    brand uuid not null,
    id uuid not null,
    message uuid not null,
    position int not null,
    name text not null,
    type text not null,
    bytes bigint not null,
    file text not null,
    thumb text,
    width int,
    height int,
    alt text not null default '',
    primary key (brand, id),
    foreign key (brand, message) references conversation.message (brand, id));
create index on conversation.attachment (brand, message, position);
create index on conversation.attachment (brand, file);
select database.protect('conversation.attachment');

create table conversation.tag (
    brand uuid not null,
    conversation uuid not null,
    tag text not null,
    primary key (brand, conversation, tag),
    foreign key (brand, conversation) references conversation.conversation (brand, id));
create index on conversation.tag (brand, tag);
select database.protect('conversation.tag');

create table conversation.link (
    brand uuid not null,
    conversation uuid not null,
    other uuid not null,
    kind text not null check (kind in ('related', 'duplicate')),
    primary key (brand, conversation, other, kind),
    foreign key (brand, conversation) references conversation.conversation (brand, id),
    foreign key (brand, other) references conversation.conversation (brand, id));
create index on conversation.link (brand, other);
select database.protect('conversation.link');

create table conversation.rating (
    brand uuid not null,
    id uuid not null,
    conversation uuid not null,
    message uuid not null,
    person uuid,
    -- a reader who is not signed in is told from others by a random value in a cookie set when they rate
    reader bytea,
    help text not null check (help in ('yes', 'partly', 'no')),
    words text,
    at timestamptz not null,
    primary key (brand, id),
    foreign key (brand, message) references conversation.message (brand, id),
    check ((person is null) <> (reader is null)));
create unique index on conversation.rating (brand, message, person) where person is not null;
create unique index on conversation.rating (brand, message, reader) where reader is not null;
create index on conversation.rating (brand, conversation);
create index on conversation.rating (brand, at) where help = 'yes';
select database.protect('conversation.rating');

/* What came from outside, as it came, before anything is made of it. Its id becomes the message's. */
create table conversation.raw (
    brand uuid not null,
    id uuid not null,
    channel text not null,
    external_id text not null,
    body jsonb not null,
    received_at timestamptz not null,
    state text not null check (state in ('unconfirmed', 'accepted', 'stored', 'rejected')),
    conversation uuid,
    reason text,
    attempts int not null default 0,
    next_at timestamptz not null,
    confirmation bytea unique,
    primary key (brand, id),
    unique (brand, channel, external_id));
create index on conversation.raw (brand, next_at, id) where state = 'accepted';
create index on conversation.raw (next_at) where state = 'accepted';
select database.protect('conversation.raw');

create function conversation.brands_with_raw_messages(as_of timestamptz) returns setof uuid
    language sql stable security definer set search_path = conversation, pg_temp as $$
    select distinct r.brand from conversation.raw r where r.state = 'accepted' and r.next_at <= as_of
$$;
revoke all on function conversation.brands_with_raw_messages(timestamptz) from public;
grant execute on function conversation.brands_with_raw_messages(timestamptz) to ${app};

/* What somebody said against something public, and what was decided (Digital Services Act, articles 16 and 17). */
create table conversation.report (
    brand uuid not null,
    id uuid not null,
    conversation uuid not null,
    message uuid not null,
    reporter uuid,
    reporter_email text,
    reason text not null check (reason in ('illegal', 'personal_data', 'insult', 'advertising', 'dangerous', 'other')),
    words text not null,
    at timestamptz not null,
    state text not null default 'open' check (state in ('open', 'upheld', 'dismissed')),
    decided_by uuid,
    decided_at timestamptz,
    decision text,
    primary key (brand, id),
    foreign key (brand, message) references conversation.message (brand, id));
create index on conversation.report (brand, state, at);
create index on conversation.report (brand, message);
create index on conversation.report (brand, conversation, at desc);
select database.protect('conversation.report');

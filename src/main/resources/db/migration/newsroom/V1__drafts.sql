grant usage on schema newsroom to ${app};

create table newsroom.counter (
    brand uuid primary key,
    last bigint not null);
select database.protect('newsroom.counter');

create table newsroom.draft (
    brand uuid not null,
    id uuid not null,
    number bigint not null,
    title text not null,
    -- what the piece is for, in a line
    brief text not null,
    words text not null,
    -- where it is to go first; empty while nobody said
    channel text not null,
    publish_at timestamptz,
    -- whether the brand's agency sees it
    open_to_agency boolean not null,
    state text not null check (state in ('draft', 'ready', 'published')),
    published_on date,
    -- counts saves: whoever saves names the one that they had before their eyes
    version int not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    changed_by uuid not null,
    primary key (brand, id),
    unique (brand, number),
    check ((state = 'published') = (published_on is not null)));
create index on newsroom.draft (brand, changed_at desc, id desc);
select database.protect('newsroom.draft');

/* What a draft was. What one teammate types in one sitting is one version, the last of it. */
create table newsroom.version (
    brand uuid not null,
    draft uuid not null,
    version int not null,
    title text not null,
    brief text not null,
    words text not null,
    channel text not null,
    publish_at timestamptz,
    began_at timestamptz not null,
    at timestamptz not null,
    teammate uuid not null,
    -- kept by itself while somebody typed, and still to be typed on
    sitting boolean not null,
    primary key (brand, draft, version),
    foreign key (brand, draft) references newsroom.draft (brand, id));
select database.protect('newsroom.version');

create table newsroom.picture (
    brand uuid not null,
    id uuid not null,
    draft uuid not null,
    name text not null,
    type text not null,
    bytes bigint not null,
    file text not null,
    thumb text not null,
    width int not null,
    height int not null,
    alt text not null,
    -- the library of stock pictures that its file named, before it was drawn anew; empty for none
    credit text not null,
    primary key (brand, id),
    foreign key (brand, draft) references newsroom.draft (brand, id));
create index on newsroom.picture (brand, draft);
create index on newsroom.picture (brand, file);
select database.protect('newsroom.picture');

/* What a teammate said of a finding. It is tied to what was found and where, never to a place in the text. */
create table newsroom.verdict (
    brand uuid not null,
    id uuid not null,
    -- the draft or the conversation in which it was given
    subject uuid not null,
    check_name text not null,
    kind text not null,
    -- normalised; empty when the finding is about the whole
    passage text not null,
    judgement text not null check (judgement in ('accepted', 'contested', 'followed')),
    reason text not null,
    teammate uuid not null,
    at timestamptz not null,
    primary key (brand, id),
    unique (brand, subject, check_name, kind, passage),
    check (judgement = 'followed' or reason <> ''));
create index on newsroom.verdict (brand, check_name, kind, passage) where judgement = 'contested';
select database.protect('newsroom.verdict');

/* What the brand asks of the guard; a brand without a row has asked nothing. */
create table newsroom.house_rules (
    brand uuid primary key,
    -- check and weight, such as bait.fix
    blocks text[] not null,
    avoided text[] not null,
    dictionary text[] not null,
    -- each names a day and says what the house has to do with it
    reasons text[] not null,
    pieces int,
    days int,
    check ((pieces is null) = (days is null)));
select database.protect('newsroom.house_rules');

create table newsroom.mourning (
    brand uuid not null,
    id uuid not null,
    name text not null,
    first_day date not null,
    last_day date not null,
    primary key (brand, id),
    check (last_day >= first_day));
select database.protect('newsroom.mourning');

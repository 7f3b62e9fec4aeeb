/* What a colleague is to know: somebody named them in a note, or gave them many conversations at once. */
create table conversation.alert (
    brand uuid not null,
    id uuid not null,
    teammate uuid not null,
    kind text not null check (kind in ('mention', 'many')),
    conversation uuid not null,
    message uuid,
    bulk uuid,
    count int not null default 1,
    by_teammate uuid not null,
    at timestamptz not null,
    seen_at timestamptz,
    -- when it was put into a letter, because it was not seen by then
    mailed_at timestamptz,
    primary key (brand, id),
    foreign key (brand, teammate) references brand.teammate (brand, id),
    foreign key (brand, by_teammate) references brand.teammate (brand, id),
    foreign key (brand, conversation) references conversation.conversation (brand, id) on delete cascade);
create index on conversation.alert (brand, teammate, at desc, id desc);
create index on conversation.alert (brand, teammate, conversation) where seen_at is null;
create index on conversation.alert (brand, at) where seen_at is null and mailed_at is null;
create index on conversation.alert (brand, conversation);
create index on conversation.alert (brand, bulk) where bulk is not null;
select database.protect('conversation.alert');

/* After how many minutes unseen a letter says so; null for never. Who has no row gets it after ten. */
create table conversation.alert_wish (
    brand uuid not null,
    teammate uuid not null,
    minutes int check (minutes between 1 and 1440),
    primary key (brand, teammate),
    foreign key (brand, teammate) references brand.teammate (brand, id));
select database.protect('conversation.alert_wish');

grant usage on schema feed to ${app};

/* Feeds of others that a brand watches, and how it goes. */
create table feed.feed (
    brand uuid not null,
    id uuid not null,
    address text not null check (length(address) <= 2048),
    -- of those who publish, as the brand calls them
    name text not null check (length(name) between 1 and 120),
    -- their page, when the feed names it
    home text,
    state text not null check (state in ('waiting', 'read', 'failing', 'gone')),
    trouble text check ((trouble is not null) = (state in ('failing', 'gone'))),
    since timestamptz not null,
    etag text,
    last_modified text,
    failures int not null default 0,
    next_at timestamptz not null,
    read_at timestamptz,
    entry_at timestamptz,
    added_at timestamptz not null,
    primary key (brand, id),
    unique (brand, address));
create index on feed.feed (next_at);
select database.protect('feed.feed');

/* What they published lately, as words. */
create table feed.entry (
    brand uuid not null,
    id uuid not null,
    feed uuid not null,
    -- SHA-256 of what the feed calls it
    key text not null,
    link text,
    title text not null,
    text text not null,
    at timestamptz not null,
    seen_at timestamptz not null,
    primary key (brand, id),
    unique (brand, feed, key),
    foreign key (brand, feed) references feed.feed (brand, id) on delete cascade);
create index on feed.entry (brand, feed, at desc);
select database.protect('feed.entry');

/* Whose feeds are to be read: ids only. A feed that is taken is not due again until its time. */
create function feed.due(as_of timestamptz, most int) returns table (brand uuid, id uuid)
    language sql stable security definer set search_path = feed, pg_temp as $$
    select f.brand, f.id from feed.feed f where f.next_at <= as_of order by f.next_at limit most
$$;
revoke all on function feed.due(timestamptz, int) from public;
grant execute on function feed.due(timestamptz, int) to ${app};

grant usage on schema importer to ${app};

/* The names by which mails find each other, and the conversation of those that named them: also of one that has not come yet. */
create table importer.named (
    brand uuid not null,
    name text not null check (length(name) <= 600),
    conversation uuid not null,
    primary key (brand, name));
select database.protect('importer.named');

/* The sites whose past came along: their old addresses lead to where it stands now. */
create table importer.site (
    brand uuid not null,
    kind text not null check (kind in ('stackexchange', 'discourse')),
    name text not null,
    primary key (brand, kind, name));
select database.protect('importer.site');

/* Imports that an owner began on the page: what is to come, and how far it has. */
create table importer.run (
    brand uuid not null,
    id uuid not null,
    kind text not null check (kind in ('discourse', 'mbox', 'csv')),
    -- as whoever began it knows it: a file's name, an address
    name text not null check (length(name) between 1 and 300),
    -- of the upload, in the data directory of the node that took it; null for a site that is asked itself
    file uuid,
    wanted jsonb not null,
    -- a table waits for its mapping
    state text not null check (state in ('mapping', 'waiting', 'running', 'done', 'halted', 'failed')),
    halt boolean not null default false,
    lease_until timestamptz,
    begun_by uuid not null,
    asked_at timestamptz not null,
    begun_at timestamptz,
    ended_at timestamptz,
    stage text,
    done bigint not null default 0,
    of_all bigint not null default 0,
    rows bigint not null default 0,
    left_out bigint not null default 0,
    summary jsonb,
    -- why it failed: a reason, the file and a detail
    trouble jsonb,
    primary key (brand, id),
    foreign key (brand, begun_by) references brand.teammate (brand, id));
create index on importer.run (brand, asked_at desc);
create index on importer.run (asked_at) where state in ('waiting', 'running');
select database.protect('importer.run');

/* What it left out, one by one, as far as anybody reads such a list. */
create table importer.left_out (
    brand uuid not null,
    run uuid not null,
    n bigint not null,
    reason text not null,
    place text not null,
    primary key (brand, run, n),
    foreign key (brand, run) references importer.run (brand, id) on delete cascade);
select database.protect('importer.left_out');

/* Which imports are to be done, or were being done by somebody of whom nothing is heard any more: ids only. */
create function importer.due(as_of timestamptz) returns table (brand uuid, id uuid, file uuid)
    language sql stable security definer set search_path = importer, pg_temp as $$
    select r.brand, r.id, r.file from importer.run r
     where r.state = 'waiting' or (r.state = 'running' and r.lease_until <= as_of)
     order by r.asked_at limit 100
$$;
revoke all on function importer.due(timestamptz) from public;
grant execute on function importer.due(timestamptz) to ${app};

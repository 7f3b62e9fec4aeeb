grant usage on schema rights to ${app};

/* Links by which somebody reads what is held about an address, and has it erased. */
create table rights.link (
    brand uuid not null,
    hash bytea not null,
    -- empty once everything was erased
    email text not null,
    expires_at timestamptz not null,
    erased_at timestamptz,
    primary key (brand, hash));
create index on rights.link (expires_at);
create index on rights.link (brand, email);
select database.protect('rights.link');

/* Contents of the file store that rows were erased for: they go when nothing refers to them, whichever brand it is of. */
create table rights.content (
    name text primary key check (name ~ '^[0-9a-f]{64}$'),
    at timestamptz not null);
select database.share('rights.content');

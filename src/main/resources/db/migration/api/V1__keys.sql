grant usage on schema api to ${app};

create table api.key (
    hash bytea primary key,
    id uuid not null unique,
    brand uuid not null,
    teammate uuid not null,
    scopes text[] not null,
    created_at timestamptz not null,
    revoked_at timestamptz,
    quota_per_minute int not null default 100000);
create index on api.key (brand);
select database.share('api.key');

grant usage on schema person to ${app};

create table person.account (
    id uuid primary key,
    email text not null unique check (email = lower(email)),
    name text not null,
    language text check (language in ('fr', 'en')),
    created_at timestamptz not null);
select database.share('person.account');

create table person.session (
    hash bytea primary key,
    account uuid not null references person.account on delete cascade,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null,
    agent text not null,
    how text not null);
create index on person.session (account);
create index on person.session (expires_at);
select database.share('person.session');

create table person.sign_in_link (
    hash bytea primary key,
    email text not null,
    return_to text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz);
create index on person.sign_in_link (expires_at);
select database.share('person.sign_in_link');

create table person.person (
    brand uuid not null,
    id uuid not null,
    name text not null,
    handle text not null,
    account uuid references person.account on delete set null,
    language text check (language in ('fr', 'en')),
    city text,
    since timestamptz not null,
    primary key (brand, id),
    unique (brand, handle));
create unique index on person.person (brand, account) where account is not null;
select database.protect('person.person');

create table person.identity (
    brand uuid not null,
    id uuid not null,
    person uuid not null,
    kind text not null,
    value text not null,
    proof text not null check (proof in ('account', 'confirmed', 'linked', 'probable', 'unclaimed')),
    at timestamptz not null,
    primary key (brand, id),
    unique (brand, kind, value),
    foreign key (brand, person) references person.person (brand, id));
create index on person.identity (brand, person);
select database.protect('person.identity');

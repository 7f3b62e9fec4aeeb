grant usage on schema provider to ${app};

/* The identity provider of a brand's company (OpenID Connect), for its colleagues. The secret is sealed with the house's key, which
   is not in the database. */
create table provider.provider (
    brand uuid primary key,
    issuer text not null check (length(issuer) <= 500),
    client text not null check (length(client) between 1 and 200),
    secret bytea not null,
    domains text[] not null,
    label text not null check (length(label) between 1 and 60),
    -- whether somebody of these domains who does not work here comes in as a member
    newcomers boolean not null,
    set_at timestamptz not null,
    -- null until somebody came all the way once: it is offered to nobody before
    tried_at timestamptz);
select database.protect('provider.provider');

/* Who is who there: the subject of an issuer is an account's from its first time on, whatever its address becomes. */
create table provider.link (
    brand uuid not null,
    id uuid not null,
    issuer text not null,
    subject text not null check (length(subject) <= 255),
    account uuid not null references person.account on delete cascade,
    at timestamptz not null,
    primary key (brand, id),
    unique (brand, issuer, subject),
    unique (brand, issuer, account));
create index on provider.link (account);
select database.protect('provider.link');

/* Somebody is on their way there and back, once, within some minutes, with this browser. */
create table provider.passage (
    brand uuid not null,
    hash bytea not null,
    browser bytea not null,
    nonce text not null,
    verifier text not null,
    back text not null,
    -- who only tries it; null for whoever comes in
    tried_by uuid,
    expires_at timestamptz not null,
    primary key (brand, hash));
create index on provider.passage (brand, expires_at);
select database.protect('provider.passage');

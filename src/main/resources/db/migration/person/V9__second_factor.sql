/* What somebody shows beside a link: a code of their device (RFC 6238), or a passkey, which is two factors at once. The secret of
   the code is sealed with the house's key, which is not in the database. */
create table person.totp (
    account uuid primary key references person.account on delete cascade,
    secret bytea not null,
    created_at timestamptz not null,
    -- null until a first code was right
    confirmed_at timestamptz,
    -- of the last code that was taken, so that each is taken once
    step bigint not null default 0);
select database.share('person.totp');

/* For whoever lost their device: each opens once. */
create table person.recovery_code (
    account uuid not null references person.account on delete cascade,
    hash bytea not null,
    created_at timestamptz not null,
    used_at timestamptz,
    primary key (account, hash));
select database.share('person.recovery_code');

/* Which of both an account has, where every session reads it; and until when whoever owns a house may look after it without. It
   stays here when a brand is taken along elsewhere, as passkeys and devices do. */
create table person.second_factor (
    account uuid primary key references person.account on delete cascade,
    kind text check (kind in ('passkey', 'totp')),
    due timestamptz);
select database.share('person.second_factor');
insert into person.second_factor (account, kind) select distinct account, 'passkey' from person.passkey;

/* Whether two factors were shown, and when somebody last showed that it is them. */
alter table person.session
    add column strong boolean not null default false,
    add column proved_at timestamptz;
update person.session set proved_at = created_at;
alter table person.session alter column proved_at set not null;

/* Made where the house runs, not sent by mail: who stands there needs no second factor. */
alter table person.sign_in_link add column at_console boolean not null default false;

/* A number that was sent to whoever has no second factor, to show that it is still them. */
create table person.proof_code (
    session uuid primary key references person.session (id) on delete cascade,
    hash bytea not null,
    tries int not null default 0,
    expires_at timestamptz not null);
select database.share('person.proof_code');

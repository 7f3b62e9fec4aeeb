/* What somebody can sign in with instead of a link (WebAuthn): the public half of a key that stays on their device. It opens the
   house at whose host it was made, and no other. */
create table person.passkey (
    id uuid primary key,
    account uuid not null references person.account on delete cascade,
    host text not null,
    credential_id bytea not null unique,
    -- attested credential data (WebAuthn, 6.5.2): the maker of the device, the id, the public key
    credential bytea not null,
    name text not null check (length(name) between 1 and 60),
    signatures bigint not null,
    backup_eligible boolean not null,
    backed_up boolean not null,
    created_at timestamptz not null,
    used_at timestamptz);
create index on person.passkey (account);
select database.share('person.passkey');

/* What a device is asked to sign, once: the hash of it, for what, at which host, and by whom where that is known. */
create table person.challenge (
    hash bytea primary key,
    purpose text not null check (purpose in ('register', 'enter', 'prove')),
    host text not null,
    account uuid references person.account on delete cascade,
    expires_at timestamptz not null);
create index on person.challenge (expires_at);
select database.share('person.challenge');

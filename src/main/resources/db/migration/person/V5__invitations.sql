/* Who is asked to work here, until they come or are asked no more; of the link that was sent to them only a hash is kept. */
create table person.invitation (
    brand uuid not null,
    id uuid not null,
    email text not null check (email = lower(email)),
    role text not null,
    hash bytea not null,
    invited_by uuid not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (brand, id),
    unique (brand, email),
    unique (brand, hash));
select database.protect('person.invitation');

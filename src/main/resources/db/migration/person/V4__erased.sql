/* Whoever was erased stays as nobody in particular, so that what they wrote in public has an author. */
alter table person.person add column erased_at timestamptz;

/* What the marks below are salted with, so that those of two brands cannot be compared, nor found in a list made beforehand. */
create table person.erasure_salt (
    brand uuid primary key,
    salt bytea not null);
select database.protect('person.erasure_salt');

/* Of the addresses and the keys of imports of whoever was erased: SHA-256 of the salt and of what they were known by. An import
   that brings one finds nobody in particular behind it. */
create table person.erased (
    brand uuid not null,
    mark bytea not null,
    person uuid not null,
    at timestamptz not null,
    primary key (brand, mark),
    foreign key (brand, person) references person.person (brand, id));
create index on person.erased (brand, person);
select database.protect('person.erased');

/* The brands at which an account is somebody: the one question about people that no single brand can answer. */
create function person.brands_of(whose uuid) returns setof uuid
    language sql stable security definer set search_path = person, pg_temp as $$
    select p.brand from person.person p where p.account = whose
$$;
revoke all on function person.brands_of(uuid) from public;
grant execute on function person.brands_of(uuid) to ${app};
create index on person.person (account) where account is not null;

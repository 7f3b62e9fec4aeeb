/* Addresses of which somebody's server said that nothing arrives there any more. */
create table person.undeliverable (
    brand uuid not null,
    email text not null check (email = lower(email)),
    why text not null,
    at timestamptz not null,
    primary key (brand, email));
select database.protect('person.undeliverable');

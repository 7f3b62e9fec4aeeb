/* Whose next messages go to spam: kept, and owed no answer. */
create table person.blocked (
    brand uuid not null,
    person uuid not null,
    by_teammate uuid not null,
    at timestamptz not null,
    primary key (brand, person),
    foreign key (brand, person) references person.person (brand, id) on delete cascade,
    foreign key (brand, by_teammate) references brand.teammate (brand, id));
create index on person.blocked (brand, at desc, person);
select database.protect('person.blocked');

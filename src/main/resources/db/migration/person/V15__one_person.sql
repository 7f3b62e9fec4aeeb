/* By what somebody may turn out to be somebody else whom the house knows: an address as its box has it, an address that they call
   theirs, a telephone number, the number of an order, a name at a domain. */
create table person.trait (
    brand uuid not null,
    person uuid not null,
    kind text not null check (kind in ('address', 'said', 'phone', 'order', 'name')),
    value text not null check (length(value) <= 400),
    at timestamptz not null,
    primary key (brand, person, kind, value),
    foreign key (brand, person) references person.person (brand, id) on delete cascade);
create index on person.trait (brand, kind, value);
select database.protect('person.trait');

/* Two who have one of these in common, of whom nobody has decided yet whether they are one. */
create table person.alike (
    brand uuid not null,
    one uuid not null,
    other uuid not null,
    kind text not null check (kind in ('address', 'said', 'phone', 'order', 'name')),
    value text not null,
    at timestamptz not null,
    primary key (brand, one, other, kind, value),
    check (one < other),
    foreign key (brand, one) references person.person (brand, id) on delete cascade,
    foreign key (brand, other) references person.person (brand, id) on delete cascade);
create index on person.alike (brand, other);
create index on person.alike (brand, at desc);
select database.protect('person.alike');

/* Two of whom a colleague said that they are two: never proposed again. */
create table person.apart (
    brand uuid not null,
    one uuid not null,
    other uuid not null,
    by_teammate uuid not null,
    at timestamptz not null,
    primary key (brand, one, other),
    check (one < other),
    foreign key (brand, one) references person.person (brand, id) on delete cascade,
    foreign key (brand, other) references person.person (brand, id) on delete cascade,
    foreign key (brand, by_teammate) references brand.teammate (brand, id));
create index on person.apart (brand, other);
select database.protect('person.apart');

/* Who is one with whom, as a colleague decided. Nothing moves: each keeps what is theirs, so that they come apart as they were. */
create table person.merger (
    brand uuid not null,
    person uuid not null,
    into_person uuid not null,
    why text not null default '',
    by_teammate uuid not null,
    at timestamptz not null,
    primary key (brand, person),
    check (person <> into_person),
    foreign key (brand, person) references person.person (brand, id) on delete cascade,
    foreign key (brand, into_person) references person.person (brand, id) on delete cascade,
    foreign key (brand, by_teammate) references brand.teammate (brand, id));
create index on person.merger (brand, into_person);
select database.protect('person.merger');

/* All who are one with somebody, themselves among them. */
create function person.together(who uuid) returns setof uuid
    language sql stable as $$
    with recursive known(id) as (
        select who
        union
        select linked.id from known k
          join lateral (select m.into_person as id from person.merger m where m.person = k.id
                        union all
                        select m.person from person.merger m where m.into_person = k.id) linked on true)
    select id from known
$$;

/* How somebody wishes to be addressed, and when; empty for what nobody knows. */
create table person.manner (
    brand uuid not null,
    person uuid not null,
    title text not null default '' check (title in ('', 'mr', 'mrs')),
    address text not null default '' check (address in ('', 'vous', 'tu')),
    hours text not null default '' check (length(hours) <= 120),
    primary key (brand, person),
    foreign key (brand, person) references person.person (brand, id) on delete cascade);
select database.protect('person.manner');

/* People of before are compared by their addresses. */
insert into person.trait (brand, person, kind, value, at)
select i.brand, i.person, 'address',
       case when p.domain in ('gmail.com', 'googlemail.com') then replace(p.box, '.', '') || '@gmail.com' else p.box || '@' || p.domain end,
       min(i.at)
  from person.identity i
  join lateral (select lower(split_part(split_part(i.value, '@', 1), '+', 1)) as box, lower(split_part(i.value, '@', 2)) as domain) p on true
 where i.kind = 'email' and p.box <> '' and length(i.value) <= 320
 group by 1, 2, 4;
insert into person.alike (brand, one, other, kind, value, at)
select a.brand, a.person, b.person, 'address', a.value, greatest(a.at, b.at)
  from person.trait a join person.trait b on b.brand = a.brand and b.kind = a.kind and b.value = a.value and b.person > a.person
 where (select count(*) from person.trait t where t.brand = a.brand and t.kind = a.kind and t.value = a.value) <= 6;

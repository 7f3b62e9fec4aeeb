/* When a colleague is away, in whole days of the house's zone, and who stands in; nobody: what is theirs goes back to the queue. */
create table brand.absence (
    brand uuid not null,
    id uuid not null,
    teammate uuid not null,
    stand_in uuid,
    first_day date not null,
    last_day date not null,
    words text not null default '' check (length(words) <= 1000),
    said_by uuid not null,
    said_at timestamptz not null,
    -- since when it holds no more, because somebody took it back; before its first day it never held
    ended_at timestamptz,
    primary key (brand, id),
    foreign key (brand, teammate) references brand.teammate (brand, id),
    foreign key (brand, stand_in) references brand.teammate (brand, id),
    foreign key (brand, said_by) references brand.teammate (brand, id),
    check (first_day <= last_day),
    check (stand_in <> teammate));
create index on brand.absence (brand, teammate, first_day);
select database.protect('brand.absence');

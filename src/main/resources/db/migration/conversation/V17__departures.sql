/* Answers at the door: written, sent, and not gone yet. Each goes out at its time, whatever became of the browser and the program
   that took it, unless its author takes it back. One that was put off to a later day stops when the person writes meanwhile. */
create table conversation.departure (
    brand uuid not null,
    message uuid not null,
    conversation uuid not null,
    teammate uuid not null,
    departs_at timestamptz,
    later boolean not null,
    stopped_at timestamptz,
    primary key (brand, message),
    foreign key (brand, message) references conversation.message (brand, id) on delete cascade,
    foreign key (brand, conversation) references conversation.conversation (brand, id) on delete cascade,
    foreign key (brand, teammate) references brand.teammate (brand, id),
    check ((departs_at is null) = (stopped_at is not null)),
    check (later or departs_at is not null));
create index on conversation.departure (brand, departs_at) where departs_at is not null;
create index on conversation.departure (brand, conversation);
create index on conversation.departure (brand, teammate);
create index on conversation.departure (brand) where not later;
select database.protect('conversation.departure');

create function conversation.brands_with_departures(as_of timestamptz) returns setof uuid
    language sql stable security definer set search_path = conversation, pg_temp as $$
    with recursive leaving(brand) as (
        (select d.brand from conversation.departure d where d.departs_at is not null order by d.brand limit 1)
        union all
        select (select d.brand from conversation.departure d where d.departs_at is not null and d.brand > l.brand order by d.brand limit 1)
          from leaving l where l.brand is not null)
    select l.brand from leaving l
     where exists (select from conversation.departure d where d.brand = l.brand and d.departs_at <= as_of)
$$;
revoke all on function conversation.brands_with_departures(timestamptz) from public;
grant execute on function conversation.brands_with_departures(timestamptz) to ${app};

/* An answer whose author may not give it any more when its time comes waits for a colleague. */
alter table conversation.message drop constraint message_withheld_check;
alter table conversation.message add constraint message_withheld_check
    check (withheld in ('expired', 'somebody-else', 'unproved', 'refused', 'stopped'));

/* Who of the house has a conversation before their eyes, window by window, and whether they are writing. True for some seconds only. */
create table conversation.presence (
    brand uuid not null,
    conversation uuid not null,
    teammate uuid not null,
    tab text not null check (length(tab) between 1 and 40),
    writing text not null default '' check (writing in ('', 'answer', 'note')),
    seen_at timestamptz not null,
    primary key (brand, conversation, teammate, tab),
    foreign key (brand, conversation) references conversation.conversation (brand, id) on delete cascade,
    foreign key (brand, teammate) references brand.teammate (brand, id));
create index on conversation.presence (brand, seen_at);
select database.protect('conversation.presence');

/* Put to sleep: out of the queue until then, or until somebody writes. */
alter table conversation.conversation
    add column asleep_until timestamptz,
    add column asleep_by uuid,
    add foreign key (brand, asleep_by) references brand.teammate (brand, id),
    add check ((asleep_until is null) = (asleep_by is null));
create index on conversation.conversation (brand, asleep_until, id) where asleep_until is not null;

create function conversation.brands_to_wake(as_of timestamptz) returns setof uuid
    language sql stable security definer set search_path = conversation, pg_temp as $$
    with recursive asleep(brand) as (
        (select c.brand from conversation.conversation c where c.asleep_until is not null order by c.brand limit 1)
        union all
        select (select c.brand from conversation.conversation c where c.asleep_until is not null and c.brand > a.brand order by c.brand limit 1)
          from asleep a where a.brand is not null)
    select a.brand from asleep a
     where exists (select from conversation.conversation c where c.brand = a.brand and c.asleep_until <= as_of)
$$;
revoke all on function conversation.brands_to_wake(timestamptz) from public;
grant execute on function conversation.brands_to_wake(timestamptz) to ${app};

/* The brands that have a message to sort are found from one to the next, and not by looking at all that wait. */
create or replace function conversation.brands_with_raw_messages(as_of timestamptz) returns setof uuid
    language sql stable security definer set search_path = conversation, pg_temp as $$
    with recursive accepted(brand) as (
        (select r.brand from conversation.raw r where r.state = 'accepted' order by r.brand limit 1)
        union all
        select (select r.brand from conversation.raw r where r.state = 'accepted' and r.brand > a.brand order by r.brand limit 1)
          from accepted a where a.brand is not null)
    select a.brand from accepted a
     where exists (select from conversation.raw r where r.brand = a.brand and r.state = 'accepted' and r.next_at <= as_of)
$$;
drop index conversation.raw_next_at_idx;

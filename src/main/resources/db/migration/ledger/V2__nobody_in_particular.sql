/* What happened stays, and of which person it was goes: the one way in which history of the transaction's brand is changed. */
create function ledger.part_from_people(before timestamptz, most int) returns int
    language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
    of_brand uuid := nullif(current_setting('parvis.brand', true), '')::uuid;
    nobody constant uuid := '00000000-0000-0000-0000-000000000000';
    parted int;
begin
    with old as (
        select e.id from event e
         where e.brand = of_brand and e.at < before
           and (e.actor_kind in ('person', 'reader') and e.actor is not null or e.subject_kind = 'person' and e.subject <> nobody)
         order by e.at limit most)
    update event e
       set actor = case when e.actor_kind in ('person', 'reader') then null else e.actor end,
           subject = case when e.subject_kind = 'person' then nobody else e.subject end
      from old where e.brand = of_brand and e.id = old.id;
    get diagnostics parted = row_count;
    return parted;
end $$;
revoke all on function ledger.part_from_people(timestamptz, int) from public;
grant execute on function ledger.part_from_people(timestamptz, int) to ${app};

/* Where a brand's audit trail begins once its oldest entries went: the last of them, and the link by which the next goes on. An
   entry of the trail says the same, so that nobody moves the beginning unseen. */
create table brand.audit_cut (
    brand uuid primary key,
    position bigint not null check (position > 0),
    hash bytea not null,
    at timestamptz not null);
select database.protect('brand.audit_cut');
revoke update, delete on brand.audit_cut from ${app};

/* The one way in which entries of the trail of the transaction's brand go: the oldest, in their order, up to the first that is newer,
   missing, or the last of all. */
create function brand.cut_audit(before timestamptz, most int, as_of timestamptz)
    returns table (cut_position bigint, cut_hash bytea, cut_entries int)
    language plpgsql security definer set search_path = brand, pg_temp as $$
declare
    of_brand uuid := nullif(current_setting('parvis.brand', true), '')::uuid;
    ends bigint;
    begins bigint;
    stays bigint;
    upto bigint;
    link bytea;
    gone uuid[];
begin
    -- whoever adds waits, and so does whoever cuts
    select h.position into ends from audit_head h where h.brand = of_brand for update;
    if ends is null then
        return;
    end if;
    select coalesce((select c.position from audit_cut c where c.brand = of_brand), 0) into begins;
    select min(l.position) into stays
      from audit_link l left join audit a on a.brand = l.brand and a.id = l.entry
     where l.brand = of_brand and (a.id is null or a.at >= before);
    upto := least(coalesce(stays, ends) - 1, ends - 1, begins + most);
    select l.hash into link from audit_link l where l.brand = of_brand and l.position = upto;
    if upto <= begins or link is null then
        return;
    end if;
    gone := array(select l.entry from audit_link l where l.brand = of_brand and l.position <= upto);
    delete from audit_aside x where x.brand = of_brand and x.entry = any(gone);
    delete from audit a where a.brand = of_brand and a.id = any(gone);
    delete from audit_link l where l.brand = of_brand and l.position <= upto;
    insert into audit_cut as c (brand, position, hash, at) values (of_brand, upto, link, as_of)
        on conflict (brand) do update set position = excluded.position, hash = excluded.hash, at = excluded.at;
    return query select upto, link, cardinality(gone);
end $$;
revoke all on function brand.cut_audit(timestamptz, int, timestamptz) from public;
grant execute on function brand.cut_audit(timestamptz, int, timestamptz) to ${app};

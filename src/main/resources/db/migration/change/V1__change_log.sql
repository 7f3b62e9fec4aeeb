grant usage on schema change to ${app};

create table change.entry (
    xid xid8 not null default pg_current_xact_id(),
    seq bigint generated always as identity,
    brand uuid not null,
    kind text not null,
    id uuid not null,
    at timestamptz not null default clock_timestamp(),
    primary key (xid, seq));
create index on change.entry (at);
select database.protect('change.entry');

/* The feed of every brand, for the caches of a node. Only what can no longer be overtaken by a transaction that is still
   running is given, so that a reader who remembers the last (xid, seq) skips nothing. */
create function change.read(after_xid xid8, after_seq bigint, most int)
    returns table (xid xid8, seq bigint, brand uuid, kind text, id uuid)
    language sql stable security definer set search_path = change, pg_temp as $$
    select e.xid, e.seq, e.brand, e.kind, e.id
      from change.entry e
     where (e.xid, e.seq) > (after_xid, after_seq)
       and e.xid < pg_snapshot_xmin(pg_current_snapshot())
     order by e.xid, e.seq
     limit most
$$;

/* Where a reader that starts now begins, and the oldest entry that is still there. */
create function change.bounds(out newest_xid xid8, out newest_seq bigint, out oldest_xid xid8, out oldest_seq bigint)
    language sql stable security definer set search_path = change, pg_temp as $$
    select coalesce((select e.xid from change.entry e where e.xid < pg_snapshot_xmin(pg_current_snapshot()) order by e.xid desc, e.seq desc limit 1), '0'::xid8),
           coalesce((select e.seq from change.entry e where e.xid < pg_snapshot_xmin(pg_current_snapshot()) order by e.xid desc, e.seq desc limit 1), 0),
           coalesce((select e.xid from change.entry e order by e.xid, e.seq limit 1), '0'::xid8),
           coalesce((select e.seq from change.entry e order by e.xid, e.seq limit 1), 0)
$$;

create function change.trim_before(before timestamptz) returns bigint
    language sql security definer set search_path = change, pg_temp as $$
    with gone as (delete from change.entry e where e.at < before returning 1) select count(*) from gone
$$;

revoke all on function change.read(xid8, bigint, int), change.bounds(), change.trim_before(timestamptz) from public;
grant execute on function change.read(xid8, bigint, int), change.bounds(), change.trim_before(timestamptz) to ${app};

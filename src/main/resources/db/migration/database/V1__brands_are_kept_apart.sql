-- ${app} is the role that the application connects as. It owns nothing, so row-level security binds it.
grant usage on schema database to ${app};

/* Puts a table behind the wall of its brand: rows are seen and written only while parvis.brand names their brand. */
create function database.protect(protected regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', protected);
    execute format('create policy of_the_brand on %s using (brand = (select nullif(current_setting(''parvis.brand'', true), '''')::uuid))', protected);
    execute format('grant select, insert, update, delete on %s to ${app}', protected);
end $$;

/* For the few tables that belong to no brand: accounts, addresses, key hashes, sessions, schedules, migrations. */
create function database.share(shared regclass) returns void language plpgsql as $$
begin
    execute format('grant select, insert, update, delete on %s to ${app}', shared);
end $$;

revoke all on function database.protect(regclass), database.share(regclass) from public;

grant usage on schema notice to ${app};

create table notice.mail (
    brand uuid not null,
    id uuid not null,
    recipient text not null,
    subject text not null,
    plain text not null,
    html text not null,
    language text not null,
    kind text not null,
    awaited boolean not null default false,
    conversation uuid,
    created_at timestamptz not null,
    state text not null check (state in ('waiting', 'sending', 'sent', 'unconfirmed', 'failed')),
    attempts int not null default 0,
    next_at timestamptz not null,
    claimed_at timestamptz,
    sent_at timestamptz,
    error text,
    primary key (brand, id));
create index on notice.mail (next_at) where state in ('waiting', 'sending');
create index on notice.mail (brand, created_at desc);
select database.protect('notice.mail');

create function notice.brands_with_mail(as_of timestamptz) returns setof uuid
    language sql stable security definer set search_path = notice, pg_temp as $$
    select distinct m.brand from notice.mail m where m.state in ('waiting', 'sending') and m.next_at <= as_of
$$;
revoke all on function notice.brands_with_mail(timestamptz) from public;
grant execute on function notice.brands_with_mail(timestamptz) to ${app};

grant usage on schema mail to ${app};

/* Every mail that was ever acknowledged, as it came, with what became of it. */
create table mail.received (
    brand uuid not null,
    id uuid not null,
    channel text not null,
    -- of the content and the recipient: the same mail twice is one
    external_id text not null,
    -- of the content alone: one mail to two addresses of a brand is one message
    content text not null,
    -- the envelope; the sender of a report is empty
    sender text not null,
    recipient text not null,
    bytes bigint not null,
    -- what is larger lies in the file store under the hash of its content
    raw bytea,
    received_at timestamptz not null,
    state text not null check (state in ('accepted', 'stored', 'aside', 'rejected')),
    reason text,
    -- as its sender named it (RFC 5322), without angle brackets
    message_id text,
    conversation uuid,
    message uuid,
    attempts int not null default 0,
    next_at timestamptz not null,
    primary key (brand, id),
    unique (brand, channel, external_id));
create index on mail.received (brand, next_at, id) where state = 'accepted';
create index on mail.received (next_at) where state = 'accepted';
create index on mail.received (brand, content);
create index on mail.received (brand, message_id) where message_id is not null;
create index on mail.received (brand, message) where message is not null;
select database.protect('mail.received');

create function mail.brands_with_mail(as_of timestamptz) returns setof uuid
    language sql stable security definer set search_path = mail, pg_temp as $$
    select distinct r.brand from mail.received r where r.state = 'accepted' and r.next_at <= as_of
$$;
revoke all on function mail.brands_with_mail(timestamptz) from public;
grant execute on function mail.brands_with_mail(timestamptz) to ${app};

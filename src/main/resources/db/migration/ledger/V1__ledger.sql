grant usage on schema ledger to ${app};

create table ledger.event (
    brand uuid not null,
    id uuid not null,
    at timestamptz not null,
    what text not null,
    actor_kind text not null check (actor_kind in ('person', 'teammate', 'key', 'reader', 'system')),
    actor uuid,
    subject_kind text not null,
    subject uuid not null,
    conversation uuid,
    how text not null,
    detail jsonb not null default '{}',
    primary key (brand, id));
create index on ledger.event (brand, at);
create index on ledger.event (brand, conversation, at);
select database.protect('ledger.event');
-- History is written once.
revoke update, delete on ledger.event from ${app};

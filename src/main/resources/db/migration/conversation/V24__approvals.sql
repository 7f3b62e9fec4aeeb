/* Answers that leave once somebody approves who may send them. The row stays with the message: who drafted it, who let it go.
   'approved' is the fingerprint of what was approved; what differs from it does not leave. */
create table conversation.approval (
    brand uuid not null,
    message uuid not null,
    drafter uuid not null,
    state text not null default 'waiting' check (state in ('waiting', 'returned', 'approved')),
    proposed_at timestamptz not null,
    -- when its author would like it to leave; null for at once
    wanted_at timestamptz,
    advice text,
    approved text,
    decided_by uuid,
    decided_at timestamptz,
    edited boolean not null default false,
    primary key (brand, message),
    foreign key (brand, message) references conversation.message (brand, id) on delete cascade,
    foreign key (brand, drafter) references brand.teammate (brand, id),
    foreign key (brand, decided_by) references brand.teammate (brand, id),
    check ((state = 'approved') = (approved is not null)),
    check (state = 'waiting' or decided_by is not null and decided_at is not null),
    check (decided_by <> drafter));
create index on conversation.approval (brand, proposed_at) where state = 'waiting';
create index on conversation.approval (brand, drafter);
select database.protect('conversation.approval');

alter table conversation.message drop constraint message_withheld_check;
alter table conversation.message add constraint message_withheld_check
    check (withheld in ('expired', 'somebody-else', 'unproved', 'refused', 'stopped', 'approval'));

/* An answer waits for their approval; theirs came back with advice; theirs was approved. */
alter table conversation.alert drop constraint alert_kind_check;
alter table conversation.alert add constraint alert_kind_check
    check (kind in ('mention', 'many', 'approval', 'returned', 'approved'));

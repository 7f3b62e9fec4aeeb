/* A conversation of somebody who is away, and who has it meanwhile; nobody: it is the queue's. Its row goes when they are back, or
   when a colleague decided otherwise. */
create table conversation.standing_in (
    brand uuid not null,
    conversation uuid not null,
    absent uuid not null,
    holder uuid,
    since timestamptz not null,
    primary key (brand, conversation),
    foreign key (brand, conversation) references conversation.conversation (brand, id) on delete cascade,
    foreign key (brand, absent) references brand.teammate (brand, id),
    foreign key (brand, holder) references brand.teammate (brand, id));
create index on conversation.standing_in (brand, absent);
create index on conversation.standing_in (brand, holder);
select database.protect('conversation.standing_in');

/* Somebody is away and what is theirs is with them; they are back and have it again. */
alter table conversation.alert drop constraint alert_kind_check;
alter table conversation.alert add constraint alert_kind_check
    check (kind in ('mention', 'many', 'approval', 'returned', 'approved', 'standing_in', 'back'));

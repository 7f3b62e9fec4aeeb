/* An answer by mail by which something of somebody would have been open to everybody waits too, until its author says that it is meant. */
alter table conversation.message drop constraint message_withheld_check;
alter table conversation.message add constraint message_withheld_check
    check (withheld in ('expired', 'somebody-else', 'unproved', 'refused', 'stopped', 'approval', 'exposed'));

/* The link in the letter about it: what is written behind it is that answer, in these words or in others. */
alter table conversation.answer_link add column message uuid;
alter table conversation.answer_link add foreign key (brand, message) references conversation.message (brand, id) on delete cascade;
create index on conversation.answer_link (brand, message) where message is not null;

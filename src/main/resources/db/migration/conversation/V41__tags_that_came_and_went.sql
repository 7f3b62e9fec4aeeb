/* The word of a tag that was put on or taken off: the ledger keeps that it was done and by whom, under this id, and no words. */
create table conversation.tagging (
    brand uuid not null,
    id uuid not null,
    conversation uuid not null,
    tag text not null,
    primary key (brand, id),
    foreign key (brand, conversation) references conversation.conversation (brand, id) on delete cascade);
create index on conversation.tagging (brand, conversation);
select database.protect('conversation.tagging');

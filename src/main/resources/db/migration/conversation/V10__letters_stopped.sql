/* Somebody who reads a conversation on its page and wants no more letters of it. */
create table conversation.stopped (
    brand uuid not null,
    conversation uuid not null,
    person uuid not null,
    at timestamptz not null,
    primary key (brand, conversation, person),
    foreign key (brand, conversation) references conversation.conversation (brand, id) on delete cascade,
    foreign key (brand, person) references person.person (brand, id));
create index on conversation.stopped (brand, person);
select database.protect('conversation.stopped');

/* Words in the name of a teammate whose domain says that mail of its own would be signed, and this one is not. */
alter table conversation.message drop constraint message_withheld_check;
alter table conversation.message add constraint message_withheld_check
    check (withheld in ('expired', 'somebody-else', 'unproved', 'refused'));

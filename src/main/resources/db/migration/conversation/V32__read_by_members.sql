/* A conversation in a place of members is read by whoever is signed in. Whatever asks for what is public finds it no more than what is private. */
alter table conversation.conversation
    drop constraint conversation_visibility_check,
    add constraint conversation_visibility_check check (visibility in ('public', 'members', 'private')),
    -- who read it before it was moved to where fewer do, for as long as nobody has written there: so that this can be taken back
    add column narrowed_from text check (narrowed_from in ('public', 'members'));

create index on conversation.conversation (brand, place, last_message_at desc, id desc)
    where place is not null and hidden_at is null;

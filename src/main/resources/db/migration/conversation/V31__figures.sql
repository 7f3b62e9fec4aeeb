-- How many people were helped this quarter is found without reading every conversation.
create index on conversation.conversation (brand, satisfied_at) where satisfied_at is not null;

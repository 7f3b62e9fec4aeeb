/* What is open by due time on one channel, or about one product, however few of all that is open. */
create index on conversation.conversation (brand, channel, coalesce(due_at, 'infinity'), id) where state = 'open';
create index on conversation.conversation (brand, product, coalesce(due_at, 'infinity'), id) where state = 'open' and product is not null;

/* An answer that leaves by mail: until then whoever wrote it can take it back. */
alter table conversation.message add column leaves_at timestamptz;
create index on conversation.message (brand, conversation) where state in ('unconfirmed', 'failed');

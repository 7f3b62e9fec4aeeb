/* A mail that comes back says the name of what was sent. */
create index on notice.mail (brand, message_id) where message_id is not null;

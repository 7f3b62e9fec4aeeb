/* The next letter is found without looking at all that wait, and so are those of which nobody knows what became. */
create index on notice.mail (brand, awaited desc, next_at, id) where state = 'waiting';
create index on notice.mail (brand, next_at) where state = 'sending';

/* A session for which a brand's identity provider vouched opens that brand and no other. */
alter table person.session add column only_at uuid;
create index on person.session (only_at) where only_at is not null;

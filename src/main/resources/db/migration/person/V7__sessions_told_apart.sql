/* By what somebody names one of their sessions: its hash stays between the cookie and this table. */
alter table person.session add column id uuid;
update person.session set id = gen_random_uuid();
alter table person.session alter column id set not null, add unique (id);

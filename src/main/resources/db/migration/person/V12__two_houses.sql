/* Somebody who works at two houses goes from one to the other: once, within a minute, with the browser that asked. Gone with the session. */
create table person.carried (
    hash bytea primary key,
    session uuid not null references person.session (id) on delete cascade,
    towards uuid not null,
    agent text not null,
    expires_at timestamptz not null);
create index on person.carried (expires_at);
create index on person.carried (session);
select database.share('person.carried');

/* In whose name somebody who works at several wrote last, so that they are asked before they write in another's. */
create table person.voice (
    account uuid primary key references person.account on delete cascade,
    spoke_for uuid not null,
    at timestamptz not null);
select database.share('person.voice');

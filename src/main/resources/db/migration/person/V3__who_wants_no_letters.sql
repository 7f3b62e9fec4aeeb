/* Not only where nothing arrives: also where somebody called a letter spam (RFC 5965). */
alter table person.undeliverable
    add column kind text not null default 'bounce' check (kind in ('bounce', 'complaint'));
create index on person.undeliverable (brand, at desc);

/* Which of a brand's hosts is its own: the others lead to it. None, and all answer for themselves. */
alter table brand.address add column main boolean not null default false;
create unique index on brand.address (brand) where main;

/* What this server answers at any host while somebody tries whether that host leads here. */
create table brand.host_trial (
    hash bytea primary key,
    expires_at timestamptz not null);
select database.share('brand.host_trial');

/* What of the audit trail is about people stands apart from it, so that it can be taken away and the trail stays as it was: the
   address of the network that something came from, addresses of mail, and free words. */
create table brand.audit_aside (
    brand uuid not null,
    entry uuid not null,
    origin text,
    detail jsonb not null default '{}',
    primary key (brand, entry),
    foreign key (brand, entry) references brand.audit (brand, id));
select database.protect('brand.audit_aside');

insert into brand.audit_aside (brand, entry, origin, detail)
    select a.brand, a.id, a.origin,
           coalesce((select jsonb_object_agg(d.key, d.value) from jsonb_each(a.detail) d where d.key in ('email', 'reason')), '{}')
      from brand.audit a
     where a.origin is not null or a.detail ?| array['email', 'reason'];
update brand.audit set detail = detail - 'email' - 'reason' where detail ?| array['email', 'reason'];
alter table brand.audit drop column origin;
create index on brand.audit (brand, subject);

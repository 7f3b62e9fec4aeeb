/* A picture that was taken out stays for the versions that showed it. */
alter table newsroom.picture
    add column shown boolean not null default true;

/* Which pictures a version showed, with what they showed to those who do not see them; null for those before this was kept. */
alter table newsroom.version
    add column pictures uuid[],
    add column alts text[],
    add check (cardinality(pictures) = cardinality(alts));

update newsroom.version v
   set pictures = array(select p.id from newsroom.picture p where p.brand = v.brand and p.draft = v.draft order by p.id),
       alts = array(select p.alt from newsroom.picture p where p.brand = v.brand and p.draft = v.draft order by p.id)
  from newsroom.draft d
 where d.brand = v.brand and d.id = v.draft and d.version = v.version;

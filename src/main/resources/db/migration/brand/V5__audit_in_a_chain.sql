/* The audit trail as a chain (each link's hash covers its entry and the link before), so that whoever changes, takes out or puts in
   an entry by hand is found: see parvis.brand.AuditChain, which says it in the same words. What is about people stands aside and is
   not in it, so that it can be taken away. */
create table brand.audit_link (
    brand uuid not null,
    position bigint not null,
    entry uuid not null,
    hash bytea not null,
    primary key (brand, position),
    unique (brand, entry));
select database.protect('brand.audit_link');
revoke update, delete on brand.audit_link from ${app};

/* Where each brand's chain ends. Locked while links are added: their order is one, on however many nodes. */
create table brand.audit_head (
    brand uuid primary key,
    position bigint not null,
    hash bytea not null);
select database.protect('brand.audit_head');

/* What was written before there was a chain is its beginning. */
do $$
declare
    of_brand uuid;
    written record;
    last bytea;
    n bigint;
begin
    for of_brand in select distinct brand from brand.audit loop
        last := ''::bytea;
        n := 0;
        for written in
            select id, concat_ws('|', id, (extract(epoch from at) * 1000000)::bigint, actor_kind, coalesce(actor::text, ''), action,
                                 subject_kind, coalesce(subject::text, ''), detail) as said
              from brand.audit where brand = of_brand order by at, id
        loop
            n := n + 1;
            last := sha256(last || convert_to(n || '|' || written.said, 'UTF8'));
            insert into brand.audit_link (brand, position, entry, hash) values (of_brand, n, written.id, last);
        end loop;
        insert into brand.audit_head (brand, position, hash) values (of_brand, n, last);
    end loop;
end $$;

create index on brand.audit (brand, actor, at desc);
create index on brand.audit (brand, action, at desc);

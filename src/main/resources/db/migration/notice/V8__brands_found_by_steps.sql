/* The brands that have a mail to send are found from one to the next, and not by looking at all that wait. */
create or replace function notice.brands_with_mail(as_of timestamptz) returns setof uuid
    language sql stable security definer set search_path = notice, pg_temp as $$
    with recursive waiting(brand) as (
        (select m.brand from notice.mail m where m.state = 'waiting' order by m.brand limit 1)
        union all
        select (select m.brand from notice.mail m where m.state = 'waiting' and m.brand > w.brand order by m.brand limit 1)
          from waiting w where w.brand is not null),
    sending(brand) as (
        (select m.brand from notice.mail m where m.state = 'sending' order by m.brand limit 1)
        union all
        select (select m.brand from notice.mail m where m.state = 'sending' and m.brand > s.brand order by m.brand limit 1)
          from sending s where s.brand is not null)
    select w.brand from waiting w
     where exists (select from notice.mail m where m.brand = w.brand and m.state = 'waiting' and m.awaited and m.next_at <= as_of)
        or exists (select from notice.mail m where m.brand = w.brand and m.state = 'waiting' and not m.awaited and m.next_at <= as_of)
    union
    select s.brand from sending s
     where exists (select from notice.mail m where m.brand = s.brand and m.state = 'sending' and m.next_at <= as_of)
$$;
drop index notice.mail_next_at_idx;

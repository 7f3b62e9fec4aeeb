/* When somebody was last here, also once their session has ended. Null is not known: it counts from when that is first looked at. */
alter table person.account add column seen_at timestamptz;
update person.account a set seen_at = s.seen_at
  from (select account, max(seen_at) as seen_at from person.session group by account) s
 where s.account = a.id;

-- The archive of a Stack Exchange site is brought on the page, too.
alter table importer.run drop constraint run_kind_check;
alter table importer.run add constraint run_kind_check check (kind in ('discourse', 'mbox', 'csv', 'stackexchange'));

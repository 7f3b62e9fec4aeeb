/* How long a house keeps each kind of thing, in months or days (parvis.privacy.Span). A house from before there were periods has none:
   nothing of it goes until whoever owns it says so. */
create table rights.period (
    brand uuid not null,
    span text not null,
    length int not null check (length between 1 and 1200),
    set_at timestamptz not null,
    primary key (brand, span));
select database.protect('rights.period');

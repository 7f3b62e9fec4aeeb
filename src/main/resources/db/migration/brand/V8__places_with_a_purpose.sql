/* What a place is for, in one line, and since when it takes nothing new; what stands there stays. */
alter table brand.place
    add column purpose_fr text not null default '',
    add column purpose_en text not null default '',
    add column closed_at timestamptz;

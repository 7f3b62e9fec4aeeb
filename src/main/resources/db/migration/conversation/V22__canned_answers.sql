/* Answers that the house gives often, in each language that it wrote them in. */
create table conversation.canned (
    brand uuid not null,
    id uuid not null,
    title text not null check (length(title) between 1 and 80),
    text_fr text not null check (length(text_fr) <= 8000),
    text_en text not null check (length(text_en) <= 8000),
    teammate uuid not null,
    uses int not null default 0,
    last_used_at timestamptz,
    changed_at timestamptz not null,
    primary key (brand, id),
    check (text_fr <> '' or text_en <> ''),
    foreign key (brand, teammate) references brand.teammate (brand, id));
create index on conversation.canned (brand, uses desc, id);
select database.protect('conversation.canned');

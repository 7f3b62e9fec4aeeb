/* What a teammate puts under their letters, in the language of the letter; empty for the usual signature. */
alter table brand.teammate
    add column letter_fr text not null default '' check (length(letter_fr) <= 1000),
    add column letter_en text not null default '' check (length(letter_en) <= 1000);

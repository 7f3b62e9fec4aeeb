/* Who is named in which note: whoever sees at the desk only what is theirs sees the conversation for it, as long as the note stands. */
create table conversation.mention (
    brand uuid not null,
    message uuid not null,
    teammate uuid not null,
    primary key (brand, message, teammate),
    foreign key (brand, message) references conversation.message (brand, id) on delete cascade,
    foreign key (brand, teammate) references brand.teammate (brand, id));
create index on conversation.mention (brand, teammate);
select database.protect('conversation.mention');

-- of those named before, whoever was told not long ago
insert into conversation.mention (brand, message, teammate)
    select distinct a.brand, a.message, a.teammate from conversation.alert a
      join conversation.message m on m.brand = a.brand and m.id = a.message
     where a.kind = 'mention';

/* Pictures that came with what is not sent yet: with a draft, for its author, or with a form of the square that came back, for whoever has
   its claim. On every node, and after a restart. */
create table conversation.held_picture (
    brand uuid not null,
    id uuid not null,
    draft uuid,
    -- SHA-256 of what the form says to have it back
    claim bytea,
    name text not null,
    type text not null,
    bytes bigint not null,
    file text not null,
    thumb text not null,
    width int not null,
    height int not null,
    alt text not null,
    held_at timestamptz not null,
    primary key (brand, id),
    foreign key (brand, draft) references conversation.draft (brand, id) on delete cascade,
    check ((draft is null) <> (claim is null)));
create index on conversation.held_picture (brand, draft) where draft is not null;
create unique index on conversation.held_picture (brand, claim) where claim is not null;
create index on conversation.held_picture (brand, held_at) where claim is not null;
create index on conversation.held_picture (brand, file);
create index on conversation.held_picture (brand, thumb);
select database.protect('conversation.held_picture');

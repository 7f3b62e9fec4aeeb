/* Who of the house wrote first, where nobody had asked; null for what somebody asked. */
alter table conversation.conversation
    add column begun_by uuid,
    add foreign key (brand, begun_by) references brand.teammate (brand, id);

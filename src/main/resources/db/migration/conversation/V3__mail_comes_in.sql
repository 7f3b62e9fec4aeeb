alter table conversation.channel drop constraint channel_kind_check;
alter table conversation.channel add constraint channel_kind_check check (kind in ('square', 'api', 'import', 'mail'));
insert into conversation.channel (brand, slug, kind, name)
    select brand, 'mail', 'mail', 'E-mail' from conversation.channel where slug = 'square'
    on conflict do nothing;

alter table conversation.message
    -- pictures on other sites, which nobody loads
    add column remote_pictures int not null default 0,
    -- why words that came in the name of a teammate wait for somebody to send them, and from which address they came
    add column withheld text check (withheld in ('expired', 'somebody-else', 'refused')),
    add column written_from text;

-- A mail without "In-Reply-To" is looked for among the latest of the same person.
create index on conversation.conversation (brand, person, channel, last_message_at desc);

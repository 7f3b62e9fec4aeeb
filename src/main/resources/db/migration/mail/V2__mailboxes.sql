/* Mailboxes that are read by IMAP: how far, and how it goes. */
create table mail.mailbox (
    brand uuid not null,
    -- user@host:port/folder
    name text not null,
    -- Numbers of mails hold as long as this one stays (RFC 3501, 2.3.1.1). Null until it was read for the first time.
    validity bigint,
    -- every mail up to this number was taken, or noted below
    last_uid bigint not null default 0,
    looked_at timestamptz,
    last_mail_at timestamptz,
    state text not null check (state in ('waiting', 'connected', 'lost', 'refused')),
    trouble text check (trouble in ('unreachable', 'password', 'encryption', 'folder', 'ourselves')),
    since timestamptz not null,
    primary key (brand, name));
select database.protect('mail.mailbox');

/* Mails that were not taken and stay in their mailbox. */
create table mail.left_behind (
    brand uuid not null,
    mailbox text not null,
    validity bigint not null,
    uid bigint not null,
    bytes bigint not null,
    reason text not null check (reason in ('too-large', 'unreadable')),
    at timestamptz not null,
    primary key (brand, mailbox, validity, uid),
    foreign key (brand, mailbox) references mail.mailbox (brand, name));
select database.protect('mail.left_behind');

/* A passkey is a second factor at the house that it opens, and at no other: which of them an account has is asked for each house. */
alter table person.second_factor drop column kind;
delete from person.second_factor where due is null;
alter table person.second_factor alter column due set not null;

grant usage on schema demo to ${app};

/* The moment that every scene counts back from, kept from the first start on: a start that is killed is completed in its own past. */
create table demo.opening (
    only_one boolean primary key default true check (only_one),
    at timestamptz not null);
select database.share('demo.opening');

/* What of a scene has been played: the question is turn 0. Written in the transaction that plays it. */
create table demo.step (
    brand uuid not null,
    scene text not null,
    turn int not null,
    conversation uuid not null,
    message uuid,
    primary key (brand, scene, turn));
select database.protect('demo.step');

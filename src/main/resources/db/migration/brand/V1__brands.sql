grant usage on schema brand to ${app};

create table brand.brand (
    brand uuid primary key,
    slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name text not null,
    language text not null check (language in ('fr', 'en')),
    zone text not null,
    -- windows of the week, holidays and closed days, in the text form of parvis.clock.BusinessHours
    hours text not null,
    promise_minutes int not null check (promise_minutes > 0),
    house_colour text not null check (house_colour ~ '^#[0-9a-f]{6}$'),
    seal text not null,
    facade_fr text not null,
    facade_en text not null,
    legal_fr text not null default '',
    legal_en text not null default '',
    privacy_fr text not null default '',
    privacy_en text not null default '',
    created_at timestamptz not null);
select database.protect('brand.brand');

/* How a brand is found before any is chosen: by its slug, a host name, or a mail address. */
create table brand.address (
    kind text not null check (kind in ('slug', 'host', 'mail')),
    value text not null,
    brand uuid not null,
    position int generated always as identity,
    primary key (kind, value));
create index on brand.address (brand);
select database.share('brand.address');

create table brand.place (
    brand uuid not null references brand.brand,
    id uuid not null,
    slug text not null,
    name_fr text not null,
    name_en text not null,
    visibility text not null check (visibility in ('public', 'members', 'internal', 'agency')),
    position int not null,
    primary key (brand, id),
    unique (brand, slug));
select database.protect('brand.place');

create table brand.product (
    brand uuid not null references brand.brand,
    id uuid not null,
    slug text not null,
    name text not null,
    tagline_fr text not null,
    tagline_en text not null,
    since int,
    drawing text,
    facts jsonb not null default '[]',
    position int not null,
    primary key (brand, id),
    unique (brand, slug));
select database.protect('brand.product');

create table brand.teammate (
    brand uuid not null references brand.brand,
    id uuid not null,
    account uuid not null,
    handle text not null,
    name text not null,
    role text not null check (role in ('owner', 'community_manager', 'expert', 'agency_strategist', 'agency_creative')),
    title_fr text not null,
    title_en text not null,
    signature text not null,
    hours text,
    active boolean not null default true,
    created_at timestamptz not null,
    primary key (brand, id),
    unique (brand, account),
    unique (brand, handle));
select database.protect('brand.teammate');

/* The brands that an account may enter: the one question about teammates that no single brand can answer. */
create function brand.brands_of(whose uuid) returns setof uuid
    language sql stable security definer set search_path = brand, pg_temp as $$
    select t.brand from brand.teammate t where t.account = whose and t.active
$$;
revoke all on function brand.brands_of(uuid) from public;
grant execute on function brand.brands_of(uuid) to ${app};

create table brand.audit (
    brand uuid not null,
    id uuid not null,
    at timestamptz not null,
    actor_kind text not null,
    actor uuid,
    action text not null,
    subject_kind text not null,
    subject uuid,
    origin text,
    detail jsonb not null default '{}',
    primary key (brand, id));
create index on brand.audit (brand, at desc);
select database.protect('brand.audit');
revoke update, delete on brand.audit from ${app};

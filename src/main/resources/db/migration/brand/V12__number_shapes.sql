/* How the numbers of a house look, of orders, invoices, customers: no number itself. A line each, as parvis.text.NumberShape writes it. */
create table brand.number_shape (
    brand uuid not null references brand.brand,
    id uuid not null,
    name text not null check (char_length(name) between 1 and 60),
    shape text not null check (char_length(shape) <= 400),
    added_at timestamptz not null,
    primary key (brand, id),
    unique (brand, shape));
select database.protect('brand.number_shape');

/* Since when a product stands on the square no more; what was asked about it stays. */
alter table brand.product add column archived_at timestamptz;

-- The product whose page shows the stock. Filled in when the seller next says something about stock that was there before.
ALTER TABLE stock ADD COLUMN product_id uuid;

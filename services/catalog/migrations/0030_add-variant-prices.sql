-- The seller's own prices in other currencies than the product's, each as digits and currency.
ALTER TABLE variant ADD COLUMN prices jsonb NOT NULL DEFAULT '[]';

-- A SKU is one SKU however its letters are cased: people type them by hand.
create unique index variant_sku on variant (tenant_id, upper(sku));

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const table = (header: string, ...rows: string[]): string => `${[header, ...rows].join('\n')}\n`;

const STATUSES = [
  'delivered',
  'delivered',
  'shipped',
  'invoiced',
  'processing',
  'canceled',
  'unavailable',
  'unavailable',
  'created',
];

/** Nine orders that hold one of everything: two sellers, two prices, units, vouchers, a break, no items, second reviews. */
export async function writeSmallFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const order = (index: number) => `order${index}`.padEnd(32, '0');
  const time = (index: number) => `2018-01-0${index + 1} 10:00:00`;
  const files = {
    olist_orders_dataset: table(
      'order_id,customer_id,order_status,order_purchase_timestamp',
      ...STATUSES.map((status, index) => `${order(index)},c${index % 3},${status},${time(index)}`),
    ),
    olist_customers_dataset: table(
      'customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state',
      ...[0, 1, 2].map((n) => `c${n},person${n},0100${n},sao paulo,SP`),
    ),
    olist_sellers_dataset: table(
      'seller_id,seller_zip_code_prefix,seller_city,seller_state',
      'seller-a,01,rio,RJ',
      'seller-b,02,rio,RJ',
    ),
    olist_products_dataset: table(
      'product_id,product_category_name,product_weight_g',
      'product-1,beleza_saude,100',
      'product-2,,',
    ),
    product_category_name_translation: table(
      'product_category_name,product_category_name_english',
      'beleza_saude,health_beauty',
    ),
    olist_order_items_dataset: table(
      'order_id,order_item_id,product_id,seller_id,price,freight_value',
      ...STATUSES.flatMap((_status, index) =>
        index === 7 ? [] : [`${order(index)},1,product-1,seller-a,${index === 2 ? '9.99' : '10.05'},1.50`],
      ),
      `${order(0)},2,product-1,seller-a,10.05,1.50`,
      `${order(1)},2,product-2,seller-b,20.00,0.00`,
    ),
    olist_order_payments_dataset: table(
      'order_id,payment_sequential,payment_type,payment_installments,payment_value',
      `${order(0)},1,credit_card,8,20.00`,
      `${order(0)},2,voucher,1,3.10`,
      `${order(1)},1,boleto,1,30.00`,
      `${order(2)},1,debit_card,0,11.49`,
      ...[3, 4, 5, 6, 8].map((index) => `${order(index)},1,credit_card,1,11.55`),
      `${order(7)},1,not_defined,1,0.00`,
    ),
    olist_order_reviews_dataset: table(
      'review_id,order_id,review_score,review_comment_title,review_comment_message,review_creation_date,review_answer_timestamp',
      `r1,${order(0)},5,bom,muito bom,2018-02-01,2018-02-01 00:00:00`,
      `r2,${order(0)},1,,,2018-02-02,2018-02-02 00:00:00`,
      `r3,${order(1)},4,,,2018-02-01,2018-02-01 00:00:00`,
      `r4,${order(5)},1,,,2018-02-01,2018-02-01 00:00:00`,
    ),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, `${name}.csv`), content);
}

/** Lines with a guest, a big line, a return, a return of nothing, and each kind of mess. */
export async function writeSmallUciFile(file: string): Promise<void> {
  await writeFile(
    file,
    table(
      'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
      '1,A1,LAMP,6,2010-12-01 08:00,2.55,17850,United Kingdom',
      '1,a1,LAMP,2,2010-12-01 08:00,2.55,17850,United Kingdom',
      '2,BANK CHARGES,CHARGE,1,2010-12-01 09:00,15.00,,France',
      '3,B2,BEAD,10001,2010-12-01 10:00,0.01,17850,Atlantis',
      'C4,A1,LAMP,-7,2010-12-02 08:00,2.55,17850,United Kingdom',
      'C5,A1,LAMP,-2,2010-12-02 09:00,2.55,17850,United Kingdom',
      'C6,A1,LAMP,-1,2010-12-02 09:00,2.55,,United Kingdom',
      '7,C3,,-3,2010-12-02 09:00,0.00,,United Kingdom',
      '8,C3,PAD,3,2010-12-02 09:00,0.001,17850,United Kingdom',
    ),
  );
}

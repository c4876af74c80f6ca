import { Category, Product, Review } from './catalog.ts';
import { Wish } from './wishlist.ts';
import { mutations } from './from-contracts/mutation.ts';

// Pictures and files to be imported are sent over REST, as the bytes they are.
mutations('catalog', [
  { procedure: 'createProduct', gives: ['product', Product] },
  { procedure: 'updateProduct', gives: ['product', Product] },
  { procedure: 'addVariant', gives: ['product', Product] },
  { procedure: 'updateVariant', gives: ['product', Product] },
  { procedure: 'setVariantPrices', gives: ['product', Product] },
  { procedure: 'publishProduct', gives: ['product', Product] },
  { procedure: 'archiveProduct', gives: ['product', Product] },
  { procedure: 'deleteProduct' },
  { procedure: 'restoreProduct', gives: ['product', Product] },
  { procedure: 'describeMedia', gives: ['product', Product] },
  { procedure: 'orderMedia', gives: ['product', Product] },
  { procedure: 'removeMedia', gives: ['product', Product] },
  { procedure: 'createCategory', gives: ['category', Category] },
  { procedure: 'writeReview', gives: ['review', Review] },
  { procedure: 'addToWishlist', gives: ['wish', Wish] },
  { procedure: 'removeFromWishlist' },
  { procedure: 'setSynonyms' },
]);

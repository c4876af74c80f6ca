import type { catalogContract, MoneyWire, OutputOf } from '@haat/contracts';
import type { Money } from '@haat/domain';
import type { ProductCard, SellableVariant } from '../../application/ports/catalog-reader.ts';
import type { Category } from '../../domain/category/category.ts';
import type { Media } from '../../domain/media/media.ts';
import type { Product } from '../../domain/product/product.ts';
import type { Review } from '../../domain/review/review.ts';

type Procedures = (typeof catalogContract)['procedures'];
type ProductWire = OutputOf<Procedures['getProduct']>;
type CardWire = OutputOf<Procedures['listProducts']>['items'][number];
type SellableWire = OutputOf<Procedures['describeVariants']>['variants'][number];

export const moneyToWire = ({ amountMinor, currency }: Money): MoneyWire => ({
  amountMinor: amountMinor.toString(),
  currency,
});

/** An average to show, with two decimals; none without reviews. */
const ratingToWire = ({ sum, count }: Product['rating']) => ({
  average: count === 0 ? null : Math.round((sum * 100) / count) / 100,
  count,
});

const mediaToWire = ({ widths, ...media }: Media): ProductWire['media'][number] => ({
  ...media,
  sources: widths.map((width) => ({ width, url: `/v1/media/${media.mediaId}/${width}.webp` })),
});

export const productToWire = ({ deletedAt: _deletedAt, handle: _handle, ...product }: Product): ProductWire => ({
  ...product,
  attributes: { ...product.attributes },
  options: [...product.options],
  variants: product.variants.map((variant) => ({
    ...variant,
    options: { ...variant.options },
    price: moneyToWire(variant.price),
    prices: variant.prices.map(moneyToWire),
    shipping: variant.shipping && moneyToWire(variant.shipping),
  })),
  media: product.media.map(mediaToWire),
  rating: ratingToWire(product.rating),
  createdAt: product.createdAt.toISOString(),
  updatedAt: product.updatedAt.toISOString(),
});

export const cardToWire = ({ deletedAt: _, ...card }: ProductCard): CardWire => ({
  ...card,
  priceFrom: moneyToWire(card.priceFrom),
  rating: ratingToWire(card.rating),
  image: card.image && mediaToWire(card.image),
});

export const categoryToWire = ({ categoryId, parentId, slug, name, path }: Category) => ({
  categoryId,
  parentId,
  slug,
  name,
  depth: path.length,
});

/** Who wrote a review is not shown: catalog knows a principal, not a name. */
export const reviewToWire = ({ owner: _, createdAt, ...review }: Review) => ({
  ...review,
  authorName: null,
  createdAt: createdAt.toISOString(),
});

export const sellableToWire = (variant: SellableVariant): SellableWire => ({
  ...variant,
  options: { ...variant.options },
  price: moneyToWire(variant.price),
  prices: variant.prices.map(moneyToWire),
  categoryIds: [...variant.categoryIds],
  shipping: variant.shipping && moneyToWire(variant.shipping),
});

import { type Clock, type Ids, serviceIntent } from '@haat/domain';
import type { StoreCopy } from '../../domain/store/selling-store.ts';
import { type Applied, applyGroup, type Scene } from '../../domain/transfer/apply-group.ts';
import type { LineGroup } from '../../domain/transfer/import-row.ts';
import { advanceImport, failImport, isEnded, type ProductImport } from '../../domain/transfer/product-import.ts';
import { importFile } from '../commands/import-file.ts';
import { storeOf, type StoreDeps } from '../commands/store-of.ts';
import type { CategoryRepository } from '../ports/categories.ts';
import type { Files } from '../ports/files.ts';
import type { ImportReader, ProductBatch } from '../ports/imports.ts';
import type { ProductFiles } from '../ports/product-files.ts';
import type { Repositories, UnitOfWork } from '../ports/unit-of-work.ts';

/** Lines of one transaction: large enough to be quick, small enough not to keep sellers waiting for a lock. */
const LINES_A_BATCH = 200;
/** Failures in a row, with growing pauses in between, after which an import is given up. */
const MAX_FAILURES = 8;
const INTENT = serviceIntent('catalog');

type Deps = StoreDeps & {
  readonly unitOfWork: UnitOfWork;
  readonly imports: Pick<ImportReader, 'oldestUnfinished'>;
  readonly files: Files;
  readonly productFiles: ProductFiles;
  readonly categories: Pick<CategoryRepository, 'all'>;
  readonly clock: Clock;
  readonly ids: Ids;
};

/**
 * Takes the next lines of the oldest import in. Lines, refusals and progress are one transaction: whenever the process
 * dies, the import goes on exactly where the last commit left it, and no line is taken twice.
 */
export function createCarryImportsOn(deps: Deps) {
  let opened: { readonly importId: string; readonly groups: readonly LineGroup[] } | undefined;

  const groupsOf = async ({ importId }: ProductImport, store: StoreCopy): Promise<readonly LineGroup[] | null> => {
    if (opened?.importId !== importId) {
      const { folder, name } = importFile(importId);
      const file = await deps.files.read(folder, name);
      if (file === null) return null;
      opened = { importId, groups: await deps.productFiles.read(file, store.currency) };
    }
    return opened.groups;
  };

  let failures = 0;

  const carryOn = async (job: ProductImport): Promise<void> => {
    const store = await storeOf(deps, job.storeId);
    const groups = await groupsOf(job, store);
    const categoryOf = new Map((await deps.categories.all()).map(({ slug, categoryId }) => [slug, categoryId]));
    await deps.unitOfWork.run(INTENT, async (repositories) => {
      const now = deps.clock.now();
      const current = await repositories.imports.lock(job.importId);
      if (current === null || isEnded(current)) return;
      if (groups === null) return end(repositories, failImport(current, now));
      const batch = nextBatch(groups, current.groupsDone);
      const scene = { storeId: job.storeId, currency: store.currency, maySell: store.status === 'approved' };
      const applied = await applyBatch(repositories, batch, { ...scene, categoryOf, nextId: deps.ids.next, now });
      await repositories.imports.refuse(
        job.importId,
        applied.flatMap(({ refusals }) => refusals),
      );
      const isLast = current.groupsDone + batch.length === groups.length;
      const progress = { ...summed(applied), groups: batch.length, isLast };
      await end(repositories, advanceImport(current, progress, now));
    });
  };

  const giveUp = ({ importId }: ProductImport): Promise<void> =>
    deps.unitOfWork.run(INTENT, async (repositories) => {
      const current = await repositories.imports.lock(importId);
      if (current !== null && !isEnded(current)) await end(repositories, failImport(current, deps.clock.now()));
    });

  return async (): Promise<number> => {
    const job = await deps.imports.oldestUnfinished();
    if (job === null) {
      opened = undefined;
      return 0;
    }
    try {
      await carryOn(job);
      failures = 0;
    } catch (error) {
      failures += 1;
      // One import that cannot be done must not keep all others waiting for ever.
      if (failures < MAX_FAILURES) throw error;
      await giveUp(job);
      failures = 0;
    }
    return 1;
  };
}

/** Saves an import, and has its file taken away when it has ended. */
async function end({ imports, fileRemovals }: Repositories, job: ProductImport): Promise<void> {
  await imports.save(job);
  if (job.finishedAt !== null) await fileRemovals.plan([importFile(job.importId)], job.finishedAt);
}

function nextBatch(groups: readonly LineGroup[], from: number): readonly LineGroup[] {
  let lines = 0;
  let to = from;
  while (to < groups.length && (to === from || lines + groups[to]!.lines.length <= LINES_A_BATCH)) {
    lines += groups[to]!.lines.length;
    to += 1;
  }
  return groups.slice(from, to);
}

async function applyBatch(
  { productBatch }: { productBatch: ProductBatch },
  groups: readonly LineGroup[],
  scene: Omit<Scene, 'product' | 'ownerOf'>,
): Promise<Applied[]> {
  const skus = groups.flatMap(({ lines }) => lines.flatMap((line) => ('row' in line ? line.row.sku : [])));
  const handles = groups.map(({ handle }) => handle).filter((handle) => handle !== '');
  const found = await productBatch.lock(scene.storeId, { handles, skus });
  const ownerOf = new Map(found.ownerOf);
  const productOf = new Map([
    ...found.products.map((product) => [product.slug, product] as const),
    ...found.products.flatMap((product) => (product.handle === null ? [] : [[product.handle, product] as const])),
  ]);
  const changed: Scene['product'][] = [];
  const applied = groups.map((group) => {
    const product = productOf.get(group.handle) ?? null;
    const result = applyGroup(group, { ...scene, product, ownerOf });
    if (result.after !== product && result.after !== null) {
      changed.push(result.after);
      // Two handles can name one product: the second one starts from what the first has made of it.
      for (const name of [result.after.slug, result.after.handle]) if (name !== null) productOf.set(name, result.after);
      for (const { sku } of result.after.variants) ownerOf.set(sku, result.after.productId);
    }
    return result;
  });
  await productBatch.save([...new Map(changed.map((product) => [product!.productId, product!])).values()]);
  return applied;
}

const summed = (applied: readonly Applied[]) => ({
  created: applied.reduce((sum, { created }) => sum + created, 0),
  updated: applied.reduce((sum, { updated }) => sum + updated, 0),
  refused: applied.reduce((sum, { refused }) => sum + refused, 0),
});

import type { catalogContract } from '@haat/contracts';
import type { Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import { productToWire } from './to-wire.ts';

type Names = 'addMedia' | 'describeMedia' | 'orderMedia' | 'removeMedia' | 'getMedia';

export const createMediaHandlers = (app: Application): Pick<Handlers<typeof catalogContract>, Names> => ({
  addMedia: async ({ input, intent }) => productToWire(await app.addMedia(input, input, intent)),
  describeMedia: async ({ input, intent }) => productToWire(await app.describeMedia(input, input, intent)),
  orderMedia: async ({ input, intent }) => productToWire(await app.orderMedia(input, input.mediaIds, intent)),
  removeMedia: async ({ input, intent }) => productToWire(await app.removeMedia(input, input.mediaId, intent)),
  async getMedia({ input: { mediaId, width } }) {
    const content = Buffer.from(await app.getMedia(mediaId, width));
    return { fileName: `${mediaId}-${width}.webp`, base64: content.toString('base64') };
  },
});

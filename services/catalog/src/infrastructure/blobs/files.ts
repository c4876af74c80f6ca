import { type BlobStore, readBlob } from '@haat/service-kit';
import type { Files } from '../../application/ports/files.ts';

/** Files as blobs, each under `folder/name`. */
export const createFiles = (blobs: BlobStore): Files => ({
  async put(folder, files) {
    await Promise.all(files.map(({ name, content }) => blobs.put(`${folder}/${name}`, content)));
  },
  read: (folder, name) => readBlob(blobs, `${folder}/${name}`),
  async remove({ folder, names }) {
    await Promise.all(names.map((name) => blobs.delete(`${folder}/${name}`)));
  },
});

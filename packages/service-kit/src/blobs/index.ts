export { type Blob, type BlobStore, InvalidBlobKey, type StoredBlob } from './blob-store.ts';
export { createFolderBlobStore } from './folder-blob-store.ts';
export { readBlob } from './read-blob.ts';

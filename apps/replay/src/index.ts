export { replayFolder, type ReplayOptions } from './olist/replay-folder.ts';
export { importFile, type ImportOptions } from './uci/import-file.ts';
export { createProgress, type Progress } from './console/progress.ts';

import type { Output } from '../upstream/upstream.ts';
import { output, type Ref } from './from-contracts/outputs.ts';
import { schemaAt } from './from-contracts/procedures.ts';

/** A file within an answer; over REST its bytes are sent as they are. */
export const File: Ref<Output<'ordering', 'getInvoice'>> = output('File', schemaAt('ordering', 'getInvoice'));

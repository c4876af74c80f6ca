import { InProcessSearchIndex } from '../../src/infrastructure/search/in-process-search-index.ts';
import { searchIndexContract } from '../contract/search-index.contract.ts';

searchIndexContract('the index in the memory of the process', async () => new InProcessSearchIndex());

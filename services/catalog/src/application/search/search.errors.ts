import { DomainError } from '@haat/domain';

/** The index is being filled after a start; it takes a moment. */
export class SearchNotReady extends DomainError {
  constructor() {
    super('catalog.search_not_ready', 'unavailable', 'Search is getting ready after a start; try again in a moment.');
  }
}

import { DomainError } from '@haat/domain';

export class ImportUnreadable extends DomainError {
  constructor(rule: 'utf8' | 'header' | 'known_columns' | 'needed_columns' | 'columns_once' | 'quotes', place: string) {
    const messages = {
      utf8: 'The file is not in UTF-8.',
      header: 'The file has no header line.',
      known_columns: `There is no column called "${place}".`,
      needed_columns: `The column "${place}" is missing.`,
      columns_once: `The column "${place}" stands there more than once.`,
      quotes: `The file cannot be read from line ${place} on: its quotes do not match.`,
    };
    super('catalog.import_unreadable', 'invalid', messages[rule], { field: 'file', rule, place });
  }
}

export class ImportTooManyRows extends DomainError {
  constructor(maximum: number) {
    super('catalog.import_too_many_rows', 'invalid', `A file has at most ${maximum} lines of goods.`, {
      field: 'file',
      rule: 'at_most',
      maximum,
    });
  }
}

export class TooManyImports extends DomainError {
  constructor(maximum: number) {
    super('catalog.too_many_imports', 'rule_broken', `At most ${maximum} imports of a store can wait.`, {
      field: 'storeId',
      rule: 'at_most',
      maximum,
    });
  }
}

export class UploadTooSlow extends DomainError {
  constructor() {
    super('catalog.upload_too_slow', 'unavailable', 'The file took too long to be stored; send it again.', {
      field: 'file',
      rule: 'try_again',
    });
  }
}

export class ImportNotFound extends DomainError {
  constructor(importId: string) {
    super('catalog.import_not_found', 'not_found', 'There is no such import.', {
      field: 'importId',
      rule: 'exists',
      importId,
    });
  }
}

export class ImportEnded extends DomainError {
  constructor() {
    super('catalog.import_ended', 'rule_broken', 'The import has ended already.', {
      field: 'importId',
      rule: 'not_ended',
    });
  }
}

export class ExportTooLarge extends DomainError {
  constructor(maximum: number) {
    super('catalog.export_too_large', 'rule_broken', `An export has at most ${maximum} lines of goods.`, {
      field: 'storeId',
      rule: 'at_most',
      maximum,
    });
  }
}

import { DomainError } from '@haat/domain';
import { MAX_MEDIA, PICTURE_LIMITS } from './media.ts';

export class MediaNotFound extends DomainError {
  constructor(mediaId: string) {
    super('catalog.media_not_found', 'not_found', 'There is no such picture.', {
      field: 'mediaId',
      rule: 'exists',
      mediaId,
    });
  }
}

export class TooManyMedia extends DomainError {
  constructor() {
    super('catalog.media_too_many', 'rule_broken', `A product has at most ${MAX_MEDIA} pictures.`, {
      field: 'file',
      rule: 'at_most',
      maximum: MAX_MEDIA,
    });
  }
}

export class MediaOrderMismatch extends DomainError {
  constructor() {
    super('catalog.media_order_mismatch', 'rule_broken', 'Name each picture of the product exactly once.', {
      field: 'mediaIds',
      rule: 'each_once',
    });
  }
}

export class MediaEmpty extends DomainError {
  constructor() {
    super('catalog.media_empty', 'invalid', 'The file is empty.', { field: 'file', rule: 'not_empty' });
  }
}

const WRONG_TYPE = {
  known_picture: ['file', 'The file is no JPEG, PNG, WebP, AVIF or GIF picture.'],
  single_format: ['file', 'The file holds something else beside the picture.'],
  type_agrees: ['mediaType', 'The declared media type does not agree with the content.'],
  extension_agrees: ['fileName', 'The extension of the file name does not agree with the content.'],
} as const;

export class MediaWrongType extends DomainError {
  constructor(rule: keyof typeof WRONG_TYPE) {
    const [field, message] = WRONG_TYPE[rule];
    super('catalog.media_wrong_type', 'invalid', message, { field, rule });
  }
}

export class MediaBroken extends DomainError {
  constructor() {
    super('catalog.media_broken', 'invalid', 'The picture is broken or cut short.', { field: 'file', rule: 'decodes' });
  }
}

export class MediaTooLarge extends DomainError {
  constructor(width: number, height: number) {
    const { pixels, sidePixels } = PICTURE_LIMITS;
    super('catalog.media_too_large', 'invalid', `A picture has at most ${pixels} pixels and ${sidePixels} on a side.`, {
      field: 'file',
      rule: 'at_most_pixels',
      width,
      height,
      maximum: pixels,
    });
  }
}

export class MediaBusy extends DomainError {
  constructor() {
    super('catalog.media_busy', 'unavailable', 'Too many pictures are being prepared; try again in a moment.', {
      field: 'file',
      rule: 'try_later',
    });
  }
}

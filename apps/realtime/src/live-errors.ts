import { LIVE_LIMITS } from '@haat/contracts';
import { DomainError } from '@haat/domain';

export class SignInFirst extends DomainError {
  constructor() {
    super('access.sign_in_required', 'unauthenticated', 'Sign in, or show the token of a guest, first.', {
      field: 'auth.token',
      rule: 'bearer_token',
    });
  }
}

/** Also said of rooms of others: whose they are is nobody's business. */
export class RoomNotFound extends DomainError {
  constructor() {
    super('live.room_not_found', 'not_found', 'There is no such room.', { field: 'room', rule: 'exists' });
  }
}

export class TooManyRooms extends DomainError {
  constructor() {
    super('live.too_many_rooms', 'rule_broken', `At most ${LIVE_LIMITS.roomsPerSocket} rooms at once.`, {
      field: 'rooms',
      rule: 'at_most',
      maximum: LIVE_LIMITS.roomsPerSocket,
    });
  }
}

export class TooManySockets extends DomainError {
  constructor(maximum: number) {
    super('live.too_many_sockets', 'too_many_requests', `At most ${maximum} live connections a user.`, { maximum });
  }
}

export class TooManySubscriptions extends DomainError {
  constructor() {
    const maximum = LIVE_LIMITS.subscriptionsPerUser;
    super('live.too_many_subscriptions', 'too_many_requests', `At most ${maximum} subscriptions a user.`, { maximum });
  }
}

export class TooManyMessages extends DomainError {
  constructor() {
    const maximum = LIVE_LIMITS.clientMessagesPerSecond;
    super('live.too_many_messages', 'too_many_requests', `At most ${maximum} messages a second.`, { maximum });
  }
}

export class MessageTooLarge extends DomainError {
  constructor() {
    const maximum = LIVE_LIMITS.clientMessageBytes;
    super('live.message_too_large', 'invalid', `A message has at most ${maximum} bytes.`, { rule: 'at_most', maximum });
  }
}

export class MessageUnknown extends DomainError {
  constructor() {
    super('live.message_unknown', 'invalid', 'There is no message of this name.', { rule: 'known_message' });
  }
}

export class TooSlow extends DomainError {
  constructor() {
    super('live.too_slow', 'unavailable', 'Messages were not read in time; connect anew and go on where you were.');
  }
}

import { DomainError } from '@haat/domain';

/** A context did not answer in time. What it was asked to do may still happen; the idempotency key tells. */
export class ServiceSlow extends DomainError {
  constructor(service: string, timeoutMs: number) {
    super('service.unavailable', 'unavailable', `The service ${service} did not answer within ${timeoutMs} ms.`, {
      service,
    });
  }
}

/** Waits no longer than that, so that one slow context cannot hold up what the others have answered. */
export function withinTime<Value>(promise: Promise<Value>, timeoutMs: number, service: string): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ServiceSlow(service, timeoutMs)), timeoutMs);
    timer.unref();
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

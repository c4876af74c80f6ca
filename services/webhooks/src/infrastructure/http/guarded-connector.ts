import { isIP, type LookupFunction, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressPolicy } from './address-policy.ts';
import { bareHost } from './destinations.ts';
import type { Resolve } from './resolve.ts';

/** The name leads to a network that webhooks may not reach. */
export class ConnectionRefusedByPolicy extends Error {
  constructor() {
    super('the address is not public');
    this.name = new.target.name;
  }
}

/**
 * Connects to allowed addresses only. The very addresses that are judged are those connected to: a name that answered
 * otherwise when it was registered, or answers otherwise from one moment to the next, gets nowhere. Where the socket ended
 * up is looked at once more before a byte is sent.
 */
export function createGuardedConnector(
  policy: AddressPolicy,
  { resolve, timeoutMs }: { readonly resolve: Resolve; readonly timeoutMs: number },
): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs, lookup: guardedLookup(policy, resolve) } as never);
  return (options, callback) => {
    const host = bareHost(options.hostname);
    // A literal address is never looked up, so it is judged here.
    if (isIP(host) !== 0 && !policy.allows(host)) {
      callback(new ConnectionRefusedByPolicy(), null);
      return;
    }
    connect(options, (...[error, socket]: Parameters<buildConnector.Callback>) => {
      if (error !== null) callback(error, null);
      else if (isAllowed(socket, policy)) callback(null, socket);
      else {
        socket.destroy();
        callback(new ConnectionRefusedByPolicy(), null);
      }
    });
  };
}

const isAllowed = ({ remoteAddress }: Socket, policy: AddressPolicy): boolean =>
  remoteAddress !== undefined && policy.allows(remoteAddress);

function guardedLookup(policy: AddressPolicy, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found;
        if (first === undefined || !found.every(({ address }) => policy.allows(address))) {
          callback(new ConnectionRefusedByPolicy(), '', 4);
        } else if (options.all === true) callback(null, [...found]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 4),
    );
  };
}

/**
 * Tests talk to this machine only: what needs the internet to pass is neither repeatable nor private. The refusal
 * names the address, so that the test that wanted it fails with its reason.
 */
import dns from 'node:dns';
import net from 'node:net';

const APPLIED = Symbol.for('haat.outgoingNetworkDenied');

class OutgoingNetworkDenied extends Error {
  constructor(host) {
    super(`Tests may not leave this machine: a connection to "${host}" was refused.`);
    this.code = 'HAAT_OUTGOING_NETWORK_DENIED';
  }
}

function isLoopback(host) {
  const name = String(host)
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
  if (name === '' || name === 'localhost' || name.endsWith('.localhost')) return true;
  return /^127\.\d+\.\d+\.\d+$/.test(name) || name === '::1' || name === '0.0.0.0' || name === '::';
}

/** `connect` accepts (options), (path), (port, host) and, from inside Node, one array that holds the first of these. */
function destinationOf(callArguments) {
  const [first, second] = Array.isArray(callArguments[0]) ? callArguments[0] : callArguments;
  if (first !== null && typeof first === 'object') return first.path ? 'localhost' : (first.host ?? 'localhost');
  const isPath = typeof first === 'string' && !/^\d+$/.test(first);
  return !isPath && typeof second === 'string' ? second : 'localhost';
}

// Node's modules are shared by all test files of a worker: they are patched once.
if (!net.Socket.prototype[APPLIED]) {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (...callArguments) {
    const host = destinationOf(callArguments);
    if (isLoopback(host)) return connect.apply(this, callArguments);
    process.nextTick(() => this.destroy(new OutgoingNetworkDenied(host)));
    return this;
  };
  const lookup = dns.lookup;
  dns.lookup = function (host, ...rest) {
    if (isLoopback(host) || net.isIP(host)) return lookup.call(this, host, ...rest);
    process.nextTick(rest.at(-1), new OutgoingNetworkDenied(host));
  };
  net.Socket.prototype[APPLIED] = true;
}

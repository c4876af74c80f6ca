import { describe, expect, it } from '@jest/globals';
import {
  createSessionMemory,
  SESSION_MEMORY_MAX_TOKENS,
  SESSION_MEMORY_TTL_MS,
} from '../../src/infrastructure/memory/session-memory.ts';

const START = Date.parse('2026-03-01T12:00:00Z');

function aMemory() {
  let nowMs = START;
  const sessions = createSessionMemory({ now: () => new Date(nowMs) });
  return { sessions, pass: (ms: number) => (nowMs += ms) };
}

const user = (userId: string, lifetimeMs = 3_600_000) => ({
  userId,
  roles: ['buyer' as const],
  email: null,
  expiresAt: new Date(START + lifetimeMs),
  via: { kind: 'token' as const, authenticatedAt: new Date(START) },
});

describe('the memory of sessions', () => {
  it('holds for its time and not a moment longer', () => {
    const { sessions, pass } = aMemory();
    sessions.remember('t', user('ana'), sessions.mark());
    pass(SESSION_MEMORY_TTL_MS - 1);
    expect(sessions.find('t')).toMatchObject({ userId: 'ana' });
    pass(1);
    expect(sessions.find('t')).toBeUndefined();
  });

  it('never outlives the token', () => {
    const { sessions, pass } = aMemory();
    sessions.remember('t', user('ana', 1000), sessions.mark());
    pass(1000);
    expect(sessions.find('t')).toBeUndefined();
  });

  it('forgets all tokens of one user and of no other', () => {
    const { sessions } = aMemory();
    for (const token of ['a1', 'a2']) sessions.remember(token, user('ana'), sessions.mark());
    sessions.remember('b', user('bob'), sessions.mark());
    sessions.forget('ana');
    expect(['a1', 'a2', 'b'].map((token) => sessions.find(token)?.userId)).toEqual([undefined, undefined, 'bob']);
  });

  it('does not remember what was read before somebody was forgotten', () => {
    const { sessions } = aMemory();
    const mark = sessions.mark();
    sessions.forget('ana');
    sessions.remember('t', user('ana'), mark);
    expect(sessions.find('t')).toBeUndefined();
  });

  it('keeps to its size by dropping the oldest', () => {
    const { sessions } = aMemory();
    for (let i = 0; i <= SESSION_MEMORY_MAX_TOKENS; i += 1) sessions.remember(`t${i}`, user('ana'), sessions.mark());
    expect(sessions.find('t0')).toBeUndefined();
    expect(sessions.find('t1')).toBeDefined();
  });
});

import { PasswordTooWeak } from './password.errors.ts';

export const PASSWORD_MIN_LENGTH = 10;
export const PASSWORD_MAX_LENGTH = 128;
const MIN_DIFFERENT_CHARACTERS = 5;

/** What lists of leaked passwords are full of and what is long enough for the other rules. */
const COMMON = [
  'password',
  'passwort',
  'qwertyuiop',
  'qwerty',
  '1234567890',
  '0123456789',
  '0987654321',
  'letmein',
  'iloveyou',
  'administrator',
  'welcome',
  'abcdefghij',
  'haat',
];

/**
 * Length counts and variety a little; no demand for capitals and signs, which only makes people write passwords down. The
 * first rule that is broken is named together with the field.
 */
export function assertGoodPassword(password: string, { field, email }: { field: string; email: string | null }): void {
  const broken = (rule: string, message: string) => new PasswordTooWeak(field, rule, message);
  const length = [...password].length;
  if (length < PASSWORD_MIN_LENGTH) throw broken('min_length', `Use at least ${PASSWORD_MIN_LENGTH} characters.`);
  if (length > PASSWORD_MAX_LENGTH) throw broken('max_length', `Use at most ${PASSWORD_MAX_LENGTH} characters.`);
  const lower = password.toLowerCase();
  if (new Set(lower).size < MIN_DIFFERENT_CHARACTERS) throw broken('varied', 'Use more different characters.');
  if (email !== null && lower.includes(email.split('@')[0]!)) {
    throw broken('not_the_address', 'Leave your address out of the password.');
  }
  // What is left of it after the well-known part must carry the password alone.
  const rest = COMMON.reduce((left, word) => left.replaceAll(word, ''), lower.replaceAll(/[0-9!?.]+$/g, ''));
  if (rest.length < 4) throw broken('not_common', 'This is one of the passwords that are tried first.');
}

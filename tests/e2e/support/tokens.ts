import { createHmac, generateKeyPairSync, sign } from 'node:crypto';

const PROJECT = 'demo-haat';
const encode = (value: object | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

type Claims = Readonly<Record<string, unknown>>;

const claims = (changes: Claims = {}): Claims => {
  const nowS = Math.floor(Date.now() / 1000);
  return {
    iss: `https://securetoken.google.com/${PROJECT}`,
    aud: PROJECT,
    sub: 'uid-intruder',
    user_id: 'uid-intruder',
    iat: nowS,
    auth_time: nowS,
    exp: nowS + 3600,
    email: 'intruder@people.example',
    firebase: { sign_in_provider: 'password', identities: {} },
    ...changes,
  };
};

const unsigned = (changes: Claims = {}, header: object = { alg: 'none', typ: 'JWT' }): string =>
  `${encode(header)}.${encode(claims(changes))}.`;

const symmetric = (secret: string): string => {
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims())}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
};

function asymmetric(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const body = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'made-up' })}.${encode(claims())}`;
  return `${body}.${sign('sha256', Buffer.from(body), privateKey).toString('base64url')}`;
}

/** Bearer tokens that nobody may believe, by what is wrong with them. */
export const wrongTokens = (): Readonly<Record<string, string>> => {
  const hourAgoS = Math.floor(Date.now() / 1000) - 3600;
  return {
    'no token at all': '',
    'a word': 'token',
    'three dots': '...',
    'two dots': '..',
    'of another project': unsigned({ aud: 'other', iss: 'https://securetoken.google.com/other' }),
    'issued by somebody else': unsigned({ iss: 'https://evil.example' }),
    'for another audience': unsigned({ aud: 'other' }),
    'for several audiences': unsigned({ aud: [PROJECT, 'other'] }),
    expired: unsigned({ iat: hourAgoS - 3600, auth_time: hourAgoS - 3600, exp: hourAgoS }),
    'issued tomorrow': unsigned({ iat: hourAgoS + 90_000, auth_time: hourAgoS + 90_000, exp: hourAgoS + 99_000 }),
    'without an end': unsigned({ exp: undefined }),
    'with an end in words': unsigned({ exp: 'never' }),
    'without a subject': unsigned({ sub: undefined }),
    'with an empty subject': unsigned({ sub: '' }),
    'with a subject that is no text': unsigned({ sub: { $ne: null } }),
    'with a subject of 10 kB': unsigned({ sub: 'x'.repeat(10_000) }),
    'with a NUL in its subject': unsigned({ sub: 'a\u0000b' }),
    'signed with HS256': symmetric('secret'),
    'signed with HS256 and the project': symmetric(PROJECT),
    'signed with a key of its own': asymmetric(),
    'called None': unsigned({}, { alg: 'None', typ: 'JWT' }),
    'called nOnE': unsigned({}, { alg: 'nOnE', typ: 'JWT' }),
    'without an algorithm': unsigned({}, { typ: 'JWT' }),
    'unsigned but with a signature': `${unsigned()}AAAA`,
    truncated: unsigned().slice(0, 60),
    'without its end': unsigned().slice(0, -1),
    'with a fourth part': `${unsigned()}.x`,
    'no JSON inside': `${encode({ alg: 'none' })}.${encode('not json')}.`,
    'a list inside': `${encode({ alg: 'none' })}.${encode([] as object)}.`,
    'null inside': `${encode({ alg: 'none' })}.${encode('null')}.`,
    'padded base64': `${Buffer.from('{"alg":"none"}').toString('base64')}==.${encode(claims())}.`,
    'of 12 kB': unsigned({ filler: 'x'.repeat(9_000) }),
  };
};

/** So long that most servers refuse the header before anybody reads it. */
export const endlessToken = (): string => unsigned({ filler: 'x'.repeat(75_000) });

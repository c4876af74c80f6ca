const HOUR_S = 3600;

/**
 * An ID token as the Auth emulator makes them: unsigned, and believed by nobody outside the embedded profile. For tests
 * and benchmarks that need a thousand users and no sign-in.
 */
export function mintEmulatorToken({
  uid,
  email,
  projectId = 'demo-haat',
}: {
  uid: string;
  email?: string;
  projectId?: string;
}): string {
  const nowS = Math.floor(Date.now() / 1000);
  const payload = {
    iss: `https://securetoken.google.com/${projectId}`,
    aud: projectId,
    sub: uid,
    user_id: uid,
    iat: nowS,
    auth_time: nowS,
    exp: nowS + HOUR_S,
    ...(email === undefined ? {} : { email, email_verified: true }),
    firebase: { sign_in_provider: 'password', identities: email === undefined ? {} : { email: [email] } },
  };
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(payload)}.`;
}

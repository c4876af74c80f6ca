/** What Firebase's own client libraries do, against the Auth emulator. */
export function firebaseAt(authUrl: string) {
  const call = async (method: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${authUrl}/identitytoolkit.googleapis.com/v1/accounts:${method}?key=embedded`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as Record<string, unknown>;
    if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(said)}`);
    return said;
  };
  const idTokenOf = async (method: string, body: object): Promise<string> => String((await call(method, body)).idToken);
  return {
    withCustomToken: (token: string) => idTokenOf('signInWithCustomToken', { token, returnSecureToken: true }),
    /** Google or Apple, by an ID token of theirs, which the emulator takes in clear. */
    withProvider: (providerId: string, person: { sub: string; email: string }) =>
      idTokenOf('signInWithIdp', {
        requestUri: 'http://localhost',
        returnSecureToken: true,
        postBody: new URLSearchParams({
          providerId,
          id_token: JSON.stringify({ ...person, email_verified: true }),
        }).toString(),
      }),
    withPhone: async (phoneNumber: string) => {
      const { sessionInfo } = await call('sendVerificationCode', { phoneNumber });
      const answer = await fetch(`${authUrl}/emulator/v1/projects/demo-haat/verificationCodes`);
      const { verificationCodes } = (await answer.json()) as {
        verificationCodes: { sessionInfo: string; code: string }[];
      };
      const code = verificationCodes.find((sent) => sent.sessionInfo === sessionInfo)!.code;
      return idTokenOf('signInWithPhoneNumber', { sessionInfo, code });
    },
    withPassword: (email: string, password: string) =>
      idTokenOf('signInWithPassword', { email, password, returnSecureToken: true }),
  };
}

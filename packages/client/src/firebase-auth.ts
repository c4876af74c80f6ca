/** Sign-in at Firebase Authentication, or at its emulator, through the Identity Toolkit's REST interface. */
export type FirebaseAuth = {
  /**
   * Signs in with e-mail and password, and signs up first where the address is new.
   * @returns a Firebase ID token, valid for an hour
   */
  signInOrUp(account: { email: string; password: string; displayName?: string }): Promise<string>;
};

type Answer = { idToken?: string; error?: { message: string } };

/** @param options.url where the emulator listens, e.g. `http://127.0.0.1:9099` */
export function createFirebaseAuth({ url, apiKey = 'embedded' }: { url: string; apiKey?: string }): FirebaseAuth {
  const post = async (method: string, body: object): Promise<Answer> => {
    const response = await fetch(`${url}/identitytoolkit.googleapis.com/v1/accounts:${method}?key=${apiKey}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, returnSecureToken: true }),
    });
    return (await response.json()) as Answer;
  };
  return {
    async signInOrUp({ email, password, displayName }) {
      const known = await post('signInWithPassword', { email, password });
      if (known.idToken !== undefined) return known.idToken;
      const created = await post('signUp', { email, password, displayName });
      if (created.idToken !== undefined) return created.idToken;
      throw new Error(`sign-in of ${email} failed: ${created.error?.message ?? known.error?.message ?? 'no answer'}`);
    },
  };
}

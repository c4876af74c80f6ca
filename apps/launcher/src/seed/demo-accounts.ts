import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './seed-data.ts';

/** What the emulator says of an account that a start before this one has made. */
const KNOWN = /EMAIL_EXISTS|DUPLICATE_LOCAL_ID|DUPLICATE_EMAIL/;

/**
 * Makes the demo accounts at the Auth emulator as its administrator would, so that their addresses count as verified:
 * only a verified address makes the first admin.
 */
export async function createDemoAccounts({
  authUrl,
  projectId,
}: {
  authUrl: string;
  projectId: string;
}): Promise<void> {
  for (const { email, displayName } of DEMO_ACCOUNTS) {
    const response = await fetch(`${authUrl}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
      body: JSON.stringify({ email, displayName, password: DEMO_PASSWORD, emailVerified: true }),
    });
    if (response.ok) continue;
    const words = await response.text();
    if (!KNOWN.test(words)) throw new Error(`the Auth emulator refused the demo account ${email}: ${words}`);
  }
}

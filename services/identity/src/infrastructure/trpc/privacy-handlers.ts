import type { identityContract } from '@haat/contracts';
import { clearedSessionCookie, type Handlers } from '@haat/service-kit';
import type { Application } from '../../application/application.ts';
import { signedInUserId } from '../../application/signed-in-user.ts';

type PrivacyHandlers = Pick<Handlers<typeof identityContract>, 'exportMyData' | 'eraseMyAccount'>;

export function createPrivacyHandlers(app: Application): PrivacyHandlers {
  return {
    exportMyData: async ({ actor }) => {
      const data = await app.exportMyData(signedInUserId(actor));
      const fileName = `haat-my-data-${data.exportedAt.toISOString().slice(0, 10)}.json`;
      return { fileName, base64: Buffer.from(JSON.stringify(data, null, 2)).toString('base64') };
    },
    eraseMyAccount: async ({ actor, headers, setCookie }) => {
      const { erasedAt } = await app.eraseAccount(actor);
      setCookie(clearedSessionCookie(headers));
      return { erasedAt: erasedAt.toISOString() };
    },
  };
}

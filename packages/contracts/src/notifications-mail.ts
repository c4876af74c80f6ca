import { z } from 'zod';
import { mutation } from './contract.ts';
import { email, id, nothing, opaque } from './shared.ts';

/** Mails that cannot be events: events are kept and copied, and what these carry opens accounts. */
export const accountMailProcedures = {
  sendAccountMail: mutation({
    summary: 'Queue a mail about an account, once a cause; what it carries is forgotten when it is sent',
    access: 'internal',
    input: z.object({
      causeId: id(),
      email: email(),
      template: z.enum(['confirm-email', 'reset-password', 'password-changed']),
      data: z.record(opaque(40), opaque(2000)),
    }),
    output: nothing(),
  }),
};

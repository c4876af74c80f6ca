export type AccountMailTemplate = 'confirm-email' | 'reset-password' | 'password-changed';

/**
 * Mails about the account itself, sent by notifications. They carry secrets, so they are handed over in a call and never
 * in an event that is kept. A call over the network: never inside a transaction.
 */
export interface AccountMail {
  send(mail: {
    /** The same cause is mailed once. */
    readonly causeId: string;
    readonly to: string;
    readonly template: AccountMailTemplate;
    readonly data: Readonly<Record<string, string>>;
  }): Promise<void>;
}

/** Where links in mails lead to; the token goes into the fragment, which browsers send to nobody. */
export type LinkPages = { readonly confirmEmail: string; readonly resetPassword: string };

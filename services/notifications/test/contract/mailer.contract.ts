import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mailer, Message } from '../../src/composition.ts';

/** An adapter under test, and a way to see what arrived where it delivers to. */
export type MailerUnderTest = {
  readonly mailer: Mailer;
  delivered(to: string): Promise<Pick<Message, 'subject' | 'text' | 'html'>[]>;
  close(): Promise<void>;
};

const aMessage = (number: number, to: string, changes: Partial<Message> = {}): Message => ({
  messageId: `${number}@haat`,
  to,
  subject: `Subject ${number}`,
  text: 'Text',
  html: '<p>Text</p>',
  ...changes,
});

/** What every mailer does, whatever it delivers to. */
export function mailerContract(name: string, create: () => Promise<MailerUnderTest>): void {
  describe(`the mailer of ${name}`, () => {
    let tested: MailerUnderTest;
    beforeAll(async () => {
      tested = await create();
    });
    afterAll(() => tested.close());

    it('gives one outcome a message and delivers each', async () => {
      const messages = [1, 2, 3].map((number) => aMessage(number, `to-${number}@example.com`));
      expect(await tested.mailer.send(messages)).toEqual([null, null, null]);
      expect((await tested.delivered('to-2@example.com')).map(({ subject }) => subject)).toEqual(['Subject 2']);
    });

    it('does nothing with nothing', async () => {
      expect(await tested.mailer.send([])).toEqual([]);
    });

    it('keeps what people typed as it is', async () => {
      const naughty = {
        subject: "Ω ≈ 💥 田中 '; DROP TABLE users; --",
        text: '<script>\n{{x}} %s',
        html: '<p>&lt;é&gt;</p>',
      };
      await tested.mailer.send([aMessage(10, 'naughty@example.com', naughty)]);
      expect(await tested.delivered('naughty@example.com')).toEqual([expect.objectContaining(naughty)]);
    });

    it('delivers a message that is sent again once', async () => {
      const message = aMessage(20, 'again@example.com');
      expect(await tested.mailer.send([message, message])).toEqual([null, null]);
      await tested.mailer.send([message]);
      expect(await tested.delivered('again@example.com')).toHaveLength(1);
    });
  });
}

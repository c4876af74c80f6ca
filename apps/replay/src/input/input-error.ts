/** The input cannot be used as it is; the message says what is wrong with it and where. Ends the programme with code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

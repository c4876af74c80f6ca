const POLL_MS = 10;
const PATIENCE_MS = 25_000;

/** Waits for what happens in the background. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('gave up waiting');
}

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

/** Where the secret stands that came with the endpoint; it is not known before the address is registered. */
const [, , secretFile] = process.argv;

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  // The signature is over the very bytes that came: check it before they are parsed.
  const body = Buffer.concat(chunks).toString();
  try {
    const event = new Webhook(readFileSync(secretFile, 'utf8').trim()).verify(body, request.headers);
    console.log(`${event.type}, signed by Haat`);
    response.writeHead(204).end();
  } catch {
    response.writeHead(400).end();
  }
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));

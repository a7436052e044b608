import { createServer } from 'node:http';
import { listening } from './listening.mjs';

/** Control 1: node:http and one small JSON answer. */
const server = createServer((_request, response) => {
  const body = JSON.stringify({ success: true, data: { status: 'alive' } });
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
});
listening(server);

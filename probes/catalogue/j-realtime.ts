import { exchange } from '../lib/wire.ts';
import type { Row } from '../lib/row.ts';

/** J. GraphQL and sockets. Absent as long as their addresses answer nothing. */

export const realtime: readonly Row[] = [
  {
    id: 'J1',
    title: 'GraphQL: introspection, depth, aliases, batches',
    absent: ({ operations }) =>
      operations.some(({ path }) => path.includes('graphql')) ? undefined : 'there is no GraphQL yet',
  },
  {
    id: 'J2',
    title: 'sockets: origin, expiry, foreign rooms, floods',
    absent: ({ operations }) =>
      operations.some(({ path }) => path.includes('socket')) ? undefined : 'there are no sockets yet',
    story: async ({ world, holds }) => {
      const { status } = await exchange({
        port: world.product.port,
        bytes:
          'GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      });
      holds(status === 401 || status === 403, `a handshake without a session answers ${status}`);
    },
  },
];

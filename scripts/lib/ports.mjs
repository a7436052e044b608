import net from 'node:net';

/**
 * @param {number} port 0 lets the system choose
 * @param {string} [host] all interfaces unless given
 * @returns {Promise<number | undefined>} the port that could be bound, or undefined when it is taken
 */
const tryBind = (port, host) =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, ...(host && { host }) }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });

/** @param {number} port */
export const isPortFree = async (port) =>
  (await tryBind(port)) !== undefined && (await tryBind(port, '127.0.0.1')) !== undefined;

/**
 * A port nobody listens on, the preferred one where it is free.
 * @param {number} [preferred]
 */
export const freePort = async (preferred) => {
  const port = (preferred && (await tryBind(preferred, '127.0.0.1'))) || (await tryBind(0, '127.0.0.1'));
  if (!port) throw new Error('No free port on 127.0.0.1');
  return port;
};

/**
 * True once something accepts connections there.
 * @param {number} port
 */
export const isListening = (port) =>
  new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });

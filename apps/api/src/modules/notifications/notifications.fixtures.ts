import { createServer, type Socket } from 'node:net';
import type { MessageTemplate } from '@topsmile/contracts';
import { SMTPServer } from 'smtp-server';
import { inTransaction, Types } from '../../platform/mongo.ts';
import { runAsSystem } from '../../platform/tenancy/context.ts';
import type { TestApp } from '../../testing/app.ts';
import type { Driver, Parcel } from './delivery.types.ts';
import { messages } from './message.model.ts';
import type { MessageOrder } from './message-order.ts';

/** A driver that keeps what it was given; `fail` decides about each parcel before it is taken. */
export const fakeMail = (fail: (parcel: Parcel) => Error | undefined = () => undefined) => {
  const sent: Parcel[] = [];
  const driver: Driver = {
    name: 'fake',
    send: async (parcel) => {
      await Promise.resolve();
      const failure = fail(parcel);
      if (failure !== undefined) throw failure;
      sent.push(parcel);
      return { providerId: `fake-${parcel.id}` };
    },
    close: () => Promise.resolve(),
  };
  return { driver, sent };
};

export const aCode = (
  clinicId: string,
  overrides: Partial<MessageOrder<'sign-in-code'>> = {},
): MessageOrder<'sign-in-code'> => ({
  clinicId: new Types.ObjectId(clinicId),
  template: 'sign-in-code',
  to: { name: "Helena D'Ávila", email: 'helena@leitora.example' },
  locale: 'pt-BR',
  params: { minutes: 10 },
  secretParams: { code: '493027' },
  cause: `request:${new Types.ObjectId().toHexString()}`,
  ...overrides,
});

export const queued = <K extends MessageTemplate>(
  { container }: TestApp,
  order: MessageOrder<K>,
): Promise<void> => inTransaction((tx) => container.messages.queue(tx, order));

/** What is stored, whole: what somebody with the database in hand could read. */
export const storedMessages = (clinicId: string) =>
  runAsSystem('message-test', () =>
    messages()
      .find({ clinicId: new Types.ObjectId(clinicId) })
      .sort({ createdAt: 1, _id: 1 })
      .toArray(),
  );

export const theOnlyMessage = async (clinicId: string) => {
  const [only, ...others] = await storedMessages(clinicId);
  if (only === undefined || others.length > 0) throw new Error(`${others.length + 1} messages, not one`);
  return only;
};

/** A port on which nothing listens. */
export const aClosedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

export type Arrived = { to: string[]; raw: string };

/** A real mail server on this machine, without TLS as loopback may be; `refuse` answers a recipient's address. */
export const aMailServer = (
  port: number,
  refuse: (address: string) => number | undefined = () => undefined,
) => {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = refuse(address);
      done(responseCode === undefined ? undefined : Object.assign(new Error('no'), { responseCode }));
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        arrived.push({
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  return {
    arrived,
    listening: new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve())),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};

/** A server that takes connections and never says a word. */
export const aSilentServer = async (): Promise<{ port: number; close: () => void }> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket));
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};

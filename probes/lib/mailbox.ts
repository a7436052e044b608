import { createServer, type Socket } from 'node:net';

/** A mail server that keeps what it is given: the only place where a link or a code can be read. */

export type Mail = { readonly to: string; readonly text: string };

const decoded = (text: string): string =>
  text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const partsOf = (raw: string): string =>
  raw
    .split(/\r?\n--/)
    .map((part) => {
      const [head = '', ...rest] = part.split(/\r?\n\r?\n/);
      const body = rest.join('\n\n');
      return /base64/i.test(head) ? Buffer.from(body, 'base64').toString('utf8') : decoded(body);
    })
    .join('\n');

type Conversation = { to: string; data: string | undefined };

const answerTo = (line: string, talk: Conversation): string => {
  if (/^(EHLO|HELO)/i.test(line)) return '250 probes';
  const recipient = /^RCPT TO:\s*<([^>]*)>/i.exec(line)?.[1];
  if (recipient !== undefined) talk.to = recipient;
  if (/^DATA/i.test(line)) {
    talk.data = '';
    return '354 go on';
  }
  return /^QUIT/i.test(line) ? '221 bye' : '250 ok';
};

const serve = (socket: Socket, keep: (mail: Mail) => void): void => {
  const talk: Conversation = { to: '', data: undefined };
  let rest = '';
  const take = (line: string): void => {
    if (talk.data === undefined) {
      socket.write(`${answerTo(line, talk)}\r\n`);
      return;
    }
    if (line !== '.') {
      talk.data += `${line}\r\n`;
      return;
    }
    keep({ to: talk.to, text: partsOf(talk.data) });
    talk.data = undefined;
    socket.write('250 kept\r\n');
  };
  socket.on('error', () => undefined);
  socket.write('220 probes\r\n');
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('utf8')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
};

export const openMailbox = async () => {
  const mails: Mail[] = [];
  const server = createServer((socket) => serve(socket, (mail) => void mails.push(mail)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const to = (recipient: string): Mail[] => mails.filter((mail) => mail.to === recipient);
  return {
    settings: {
      TOPSMILE_ROLES: 'all',
      TOPSMILE_SMTP_URL: `smtp://127.0.0.1:${port}`,
      TOPSMILE_MAIL_FROM: 'clinica@probes.example',
    },
    to,
    /** Waits until so many mails of somebody have come. */
    awaitMails: async (recipient: string, count: number): Promise<Mail[]> => {
      const deadline = performance.now() + 30_000;
      while (to(recipient).length < count && performance.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 100));
      return to(recipient);
    },
    close: (): void => void server.close(),
  };
};

/** The one-time token in the fragment of a link, and the link's host. */
export const linkIn = ({ text }: Mail): { token: string; host: string } => {
  const [, host = '', token = ''] = /https?:\/\/([^/\s"]+)\/[^\s"#]*#token=([\w-]+)/.exec(text) ?? [];
  return { token, host };
};

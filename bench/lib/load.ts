import { connect, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** Closed-loop load over keep-alive connections, one request in flight on each; no pipelining. */

export type Call = {
  /** The whole request, head and body. */
  readonly wire: string;
  /** What is wrong with the answer, if anything; called for the first, the last and 1 % of the answers. */
  readonly check?: ((answer: Answer) => string | undefined) | undefined;
  /** Called for every answer. */
  readonly done?: ((answer: Answer) => void) | undefined;
};
export type Answer = { readonly status: number; readonly head: string; readonly body: () => string };

export type Load = {
  readonly port: number | readonly number[];
  readonly connections: number;
  /** The next request, or undefined when there is nothing left to send. */
  readonly next: () => Call | undefined;
  readonly isOver: () => boolean;
  readonly expects?: readonly number[];
};
export type Report = {
  readonly completed: number;
  readonly wallMs: number;
  readonly latencies: number[];
  readonly statuses: Map<number, number>;
  readonly problems: string[];
  readonly bytes: number;
};

type Found = { readonly answer: Answer; readonly end: number };

const crlf2 = Buffer.from('\r\n\r\n');

/** End of a chunked body that begins at `at`, or -1 while it is not all there. */
const endOfChunks = (buffer: Buffer, at: number, parts: Buffer[]): number => {
  for (;;) {
    const line = buffer.indexOf('\r\n', at, 'latin1');
    if (line < 0) return -1;
    const size = Number.parseInt(buffer.toString('latin1', at, line), 16);
    const from = line + 2;
    if (buffer.length < from + size + 2) return -1;
    if (size === 0) return from + 2;
    parts.push(buffer.subarray(from, from + size));
    at = from + size + 2;
  }
};

const answerOf = (head: string, parts: Buffer[]): Answer => ({
  status: Number(head.slice(9, 12)),
  head,
  body: () => {
    const whole = Buffer.concat(parts);
    return (/content-encoding: gzip/i.test(head) ? gunzipSync(whole) : whole).toString();
  },
});

const parse = (buffer: Buffer): Found | undefined => {
  const headEnd = buffer.indexOf(crlf2);
  if (headEnd < 0) return undefined;
  const head = buffer.toString('latin1', 0, headEnd);
  const bodyAt = headEnd + 4;
  const length = /content-length: (\d+)/i.exec(head);
  if (length) {
    const end = bodyAt + Number(length[1]);
    if (buffer.length < end) return undefined;
    return { answer: answerOf(head, [buffer.subarray(bodyAt, end)]), end };
  }
  const parts: Buffer[] = [];
  const end = endOfChunks(buffer, bodyAt, parts);
  return end < 0 ? undefined : { answer: answerOf(head, parts), end };
};

export const load = async (options: Load): Promise<Report> => {
  const latencies: number[] = [];
  const statuses = new Map<number, number>();
  const problems: string[] = [];
  const expects = options.expects ?? [200];
  const ports = typeof options.port === 'number' ? [options.port] : options.port;
  let completed = 0;
  let bytes = 0;
  const note = (call: Call, answer: Answer, isLast: boolean): void => {
    completed += 1;
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    call.done?.(answer);
    const isSample = isLast || completed === 1 || completed % 100 === 0;
    if (!expects.includes(answer.status)) problems.push(`${answer.status} ${answer.body().slice(0, 200)}`);
    else if (isSample) {
      const problem = call.check?.(answer);
      if (problem !== undefined) problems.push(problem);
    }
  };
  const client = (at: number): Promise<void> =>
    new Promise((resolve) => {
      const socket: Socket = connect({
        port: ports[at % ports.length] ?? 0,
        host: '127.0.0.1',
        noDelay: true,
      });
      let pending: Call | undefined;
      let sentAt = 0;
      let buffered: Buffer = Buffer.alloc(0);
      const send = (): void => {
        pending = options.isOver() ? undefined : options.next();
        if (pending === undefined) {
          socket.end();
          resolve();
          return;
        }
        sentAt = performance.now();
        socket.write(pending.wire);
      };
      socket.on('connect', send);
      socket.on('data', (data: Buffer) => {
        buffered = buffered.length === 0 ? data : Buffer.concat([buffered, data]);
        const found = parse(buffered);
        if (found === undefined || pending === undefined) return;
        latencies.push(performance.now() - sentAt);
        bytes += found.end;
        buffered = Buffer.alloc(0);
        note(pending, found.answer, options.isOver());
        if (/connection: close/i.test(found.answer.head)) {
          socket.destroy();
          problems.push('connection closed by the server');
          resolve();
          return;
        }
        send();
      });
      const lose = (error?: Error): void => {
        if (pending !== undefined && !options.isOver())
          problems.push(`connection lost ${error?.message ?? ''}`);
        resolve();
      };
      socket.on('error', lose);
      socket.on('close', () => lose());
    });
  const start = performance.now();
  await Promise.all(Array.from({ length: options.connections }, (_, at) => client(at)));
  return { completed, wallMs: performance.now() - start, latencies, statuses, problems, bytes };
};

/** A request as a browser behind the clinic's address writes it. */
export const wireOf = (
  method: string,
  path: string,
  { headers = {}, body }: { headers?: Readonly<Record<string, string>>; body?: string } = {},
): string => {
  const all: Record<string, string> = {
    Host: 'clinic.topsmile.example',
    Accept: 'application/json',
    'User-Agent': 'bench',
    ...headers,
    ...(body === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) }),
  };
  const head = Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  return `${method} ${path} HTTP/1.1\r\n${head}\r\n${body ?? ''}`;
};

import { once } from 'node:events';
import net from 'node:net';

/** HTTP/1.1 on a bare socket: what no client library would ever send can be sent, and every byte back is seen. */

export type Answer = {
  /** 0 when the server closed or said nothing within the limit. */
  readonly status: number;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly bytes: Buffer;
  readonly text: string;
  readonly ms: number;
  /** Everything that came, with what followed the first answer. */
  readonly raw: Buffer;
};

const headEnd = Buffer.from('\r\n\r\n');

const headersOf = (lines: readonly string[]): Map<string, string[]> => {
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const cut = line.indexOf(':');
    const name = line.slice(0, cut).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(cut + 1).trim()]);
  }
  return headers;
};

type Parsed = { bytes: Buffer; isWhole: boolean };

const unchunk = (rest: Buffer): Parsed => {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = rest.indexOf('\r\n', at);
    if (end < 0) return { bytes: Buffer.concat(parts), isWhole: false };
    const size = Number.parseInt(rest.toString('latin1', at, end), 16);
    if (size === 0) return { bytes: Buffer.concat(parts), isWhole: true };
    if (Number.isNaN(size) || rest.length < end + 2 + size)
      return { bytes: Buffer.concat(parts), isWhole: false };
    parts.push(rest.subarray(end + 2, end + 2 + size));
    at = end + 4 + size;
  }
};

const withoutBody = new Set([204, 304]);

const bodyOf = (head: ReadonlyMap<string, string[]>, status: number, rest: Buffer): Parsed => {
  if (withoutBody.has(status)) return { bytes: Buffer.alloc(0), isWhole: true };
  if (head.get('transfer-encoding')?.includes('chunked')) return unchunk(rest);
  const length = head.get('content-length')?.[0];
  if (length === undefined) return { bytes: rest, isWhole: false };
  return { bytes: rest.subarray(0, Number(length)), isWhole: rest.length >= Number(length) };
};

const parse = (raw: Buffer, ms: number): Answer & { isWhole: boolean } => {
  const end = raw.indexOf(headEnd);
  const nothing = {
    status: 0,
    headers: new Map(),
    bytes: Buffer.alloc(0),
    text: '',
    ms,
    raw,
    isWhole: false,
  };
  if (end < 0) return nothing;
  const [first = '', ...lines] = raw.toString('latin1', 0, end).split('\r\n');
  const status = Number(first.split(' ')[1] ?? 0);
  // 100 Continue: the answer is what follows.
  if (status >= 100 && status < 200) return parse(raw.subarray(end + 4), ms);
  const headers = headersOf(lines);
  const { bytes, isWhole } = bodyOf(headers, status, raw.subarray(end + 4));
  return { status, headers, bytes, text: bytes.toString('utf8'), ms, raw, isWhole };
};

export type Sending = {
  port: number;
  host?: string;
  /** Which address of this machine the request comes from. */
  localAddress?: string;
  /** Bytes, or pieces sent one after another; sending stops when the server closes. */
  bytes: Buffer | string | Iterable<Buffer> | AsyncIterable<Buffer>;
  limitMs?: number;
  /** HEAD has a length and no body. */
  isHead?: boolean;
  /** Go on reading after the first whole answer, until the limit or the server's close. */
  isGreedy?: boolean;
};

const isPieces = (bytes: Sending['bytes']): bytes is Iterable<Buffer> | AsyncIterable<Buffer> =>
  typeof bytes !== 'string' && !Buffer.isBuffer(bytes);

const write = async (socket: net.Socket, bytes: Sending['bytes'], isDone: () => boolean): Promise<void> => {
  if (!isPieces(bytes)) {
    socket.write(bytes);
    return;
  }
  for await (const piece of bytes) {
    if (isDone() || socket.destroyed) return;
    if (socket.write(piece)) continue;
    await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  }
};

/** Sends the bytes as they are and answers what came back. */
export const exchange = ({
  port,
  host = '127.0.0.1',
  localAddress,
  bytes,
  limitMs = 15_000,
  isHead = false,
  isGreedy = false,
}: Sending): Promise<Answer> =>
  new Promise((resolve) => {
    const startedAt = performance.now();
    let raw = Buffer.alloc(0);
    let isDone = false;
    const socket = net.connect({ port, host, noDelay: true, ...(localAddress && { localAddress }) });
    const finish = (): void => {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      socket.destroy();
      resolve(parse(raw, performance.now() - startedAt));
    };
    const timer = setTimeout(finish, limitMs);
    const look = (): void => {
      const { status, isWhole } = parse(raw, 0);
      if (status !== 0 && !isGreedy && (isWhole || isHead)) finish();
    };
    socket.on('data', (chunk) => {
      raw = Buffer.concat([raw, chunk]);
      look();
    });
    socket.once('error', finish);
    socket.once('close', finish);
    socket.once('connect', () => void write(socket, bytes, () => isDone).catch(finish));
  });

export const header = (answer: Answer, name: string): string | undefined => answer.headers.get(name)?.[0];

/** The body as JSON, or undefined. */
// oxlint-disable-next-line typescript/no-explicit-any -- answers are looked into field by field
export const jsonOf = (answer: Answer): any => {
  try {
    return JSON.parse(answer.text);
  } catch {
    return undefined;
  }
};

import { createTransport } from 'nodemailer';
import { NotDelivered } from '../delivery.ts';
import type { Driver, Parcel } from '../delivery.types.ts';

type Settings = {
  url: string;
  from: string;
  /** How long the server may take to answer one step. */
  patienceMs?: number;
};

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Only what we name: an address in the configuration cannot switch certificate checks off. */
const transportOptions = ({ url, patienceMs = 8000 }: Settings) => {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isSecure = protocol === 'smtps:';
  const auth =
    username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } };
  return {
    pool: true as const,
    maxConnections: 4,
    host: hostname,
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    secure: isSecure,
    requireTLS: !isSecure && !loopback.has(hostname),
    tls: { minVersion: 'TLSv1.2' as const, rejectUnauthorized: true },
    ...auth,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: 2 * patienceMs,
    dnsTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
};

const mailOf = ({ id, from, to, subject, text, html }: Parcel, sender: string) => ({
  // The library encodes names and refuses breaks in headers.
  from: { name: from.name, address: sender },
  to: { name: to.name, address: to.address },
  subject,
  text,
  ...(html === undefined ? {} : { html }),
  ...(from.replyTo === undefined ? {} : { replyTo: from.replyTo }),
  messageId: `<${id}@${sender.split('@')[1] ?? 'topsmile.invalid'}>`,
  headers: { 'Auto-Submitted': 'auto-generated' },
});

const responseCodeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number'
    ? error.responseCode
    : undefined;
const isAboutTheReader = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE');

/** 4xx asks us to come back; 5xx about this letter is final; everything else means the server was not reached. */
const refusalOf = (error: unknown): NotDelivered => {
  const code = responseCodeOf(error);
  const cause = error instanceof Error ? { cause: error } : {};
  if (isAboutTheReader(error) && (code === undefined || code >= 500))
    return new NotDelivered('refused', { isFinal: true, ...cause });
  if (code !== undefined && code >= 400 && code < 500) return new NotDelivered('busy', cause);
  return new NotDelivered('unreachable', cause);
};

/** Mail by SMTP: pooled connections, verified TLS everywhere but on this machine, every step limited in time. */
export const smtpDriver = (settings: Settings): Driver => {
  const transport = createTransport(transportOptions(settings));
  return {
    name: 'smtp',
    send: async (parcel) => {
      try {
        const { messageId } = await transport.sendMail(mailOf(parcel, settings.from));
        return { providerId: messageId };
      } catch (error) {
        throw refusalOf(error);
      }
    },
    close: () => {
      transport.close();
      return Promise.resolve();
    },
  };
};

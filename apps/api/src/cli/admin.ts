import { Email, NewPassword, PersonName } from '@topsmile/contracts';
import type { Container } from '../container.ts';

type Settings = ReadonlyMap<string, string>;
type Administration = Container['administration'];

/** `--email a@b.c --clinic … --password-stdin` → pairs; a flag without a value is `yes`. */
const settingsFrom = (args: readonly string[]): Settings => {
  const settings = new Map<string, string>();
  args.forEach((arg, at) => {
    if (!arg.startsWith('--')) return;
    const next = args[at + 1];
    settings.set(arg.slice(2), next === undefined || next.startsWith('--') ? 'yes' : next);
  });
  return settings;
};

const needed = (settings: Settings, name: string): string => {
  const value = settings.get(name);
  if (value === undefined || value === 'yes') throw new Error(`Name the --${name}`);
  return value;
};

// Never on the command line: the shell's history and every process list would keep it.
const passwordFrom = async (settings: Settings, stdin: AsyncIterable<Buffer | string>) => {
  if (settings.has('password')) throw new Error('Give the password on standard input: --password-stdin');
  if (!settings.has('password-stdin')) return undefined;
  let text = '';
  for await (const chunk of stdin) text += chunk.toString();
  const parsed = NewPassword.safeParse(text.replace(/\r?\n$/, ''));
  if (!parsed.success) throw new Error('The password must have 12 to 128 characters');
  return parsed.data;
};

const personFrom = (settings: Settings) => {
  const email = Email.safeParse(needed(settings, 'email'));
  const firstName = PersonName.safeParse(needed(settings, 'first-name'));
  const lastName = PersonName.safeParse(needed(settings, 'last-name'));
  if (!email.success || !firstName.success || !lastName.success)
    throw new Error('The e-mail or a name is not one');
  return { email: email.data, firstName: firstName.data, lastName: lastName.data };
};

const usage = [
  'admin list',
  'admin create --email … --first-name … --last-name … [--clinic ID] [--password-stdin]',
  'admin reset --email … --password-stdin',
].join('\n');

/** The operator's way to the first administrator of the platform, and back in when nobody else can help. */
export const runAdmin = async (
  [action, ...args]: readonly string[],
  {
    administration,
    say,
    stdin,
  }: { administration: Administration; say: (line: string) => void; stdin: AsyncIterable<Buffer | string> },
): Promise<void> => {
  const settings = settingsFrom(args);
  if (action === 'list') {
    const rows = await administration.list();
    rows.forEach(({ email, name, where }) => say(`${email}  ${name}  ${where}`));
    return say(`${rows.length} administrators`);
  }
  if (action === 'create') {
    const person = personFrom(settings);
    const password = await passwordFrom(settings, stdin);
    const link = await administration.create({ ...person, clinicId: settings.get('clinic'), password });
    return say(
      link === undefined
        ? 'Created. Another password is due at the first sign-in.'
        : `Open once, within 7 days:\n${link}`,
    );
  }
  if (action === 'reset') {
    const email = needed(settings, 'email');
    const password = await passwordFrom(settings, stdin);
    if (password === undefined) throw new Error('Give the password on standard input: --password-stdin');
    await administration.reset(email.toLowerCase(), password);
    return say('Reset: every session has ended, and another password is due at the next sign-in.');
  }
  throw new Error(usage);
};

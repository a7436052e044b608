import type { Browser } from '../../testing/client.ts';

/** A CPF with right check digits from nine digits of one's choice, bare. */
export const aCpf = (seed: number): string => {
  const digits = Array.from(String(seed).padStart(9, '0'), Number);
  const check = (weightFrom: number): number => {
    const rest = digits.reduce((sum, digit, at) => sum + digit * (weightFrom - at), 0) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  digits.push(check(10));
  digits.push(check(11));
  return digits.join('');
};

let phones = 0;
/** A mobile number that no other patient of the test file has. */
export const aPhone = (): string => {
  phones += 1;
  return `119${String(phones).padStart(8, '0')}`;
};

/** What the form sends for a new patient. */
export const aDraft = (facts: Record<string, unknown> = {}) => ({
  firstName: 'João',
  lastName: 'Figueira',
  phone: aPhone(),
  ...facts,
});

/** A registered patient; answers the record. */
export const aPatient = async (browser: Browser, facts: Record<string, unknown> = {}) => {
  const reply = await browser.post('/patients', aDraft(facts));
  if (reply.status !== 201)
    throw new Error(`registration answered ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body.data;
};

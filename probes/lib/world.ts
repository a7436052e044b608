import { randomInt } from 'node:crypto';
import type { Db } from 'mongodb';
import type { Browser } from './browser.ts';
import { aPatient, type Clinic, furnish } from './clinic.ts';
import { colleague, entered, register, relaxSecondFactor, signedIn } from './people.ts';
import { type Operation, readOperations } from './routes.ts';
import { openStage, type Product, type Stage } from './stage.ts';
import { made } from './browser.ts';

/** Two clinics, their people and the words that must never be read by the wrong ones. */

/** SA platform administrator, AA/AB administrators, DA dentist, RA and BA receptionists (desk and billing). */
export const staff = ['SA', 'AA', 'AB', 'DA', 'RA', 'BA'] as const;
export type StaffName = (typeof staff)[number];
/** `nobody` has no cookies; patients join when they can sign in. */
export type Principal = StaffName | 'nobody';

export type World = {
  readonly stage: Stage;
  readonly product: Product;
  readonly db: Db;
  readonly a: Clinic;
  readonly b: Clinic;
  readonly patients: Readonly<Record<'PA1' | 'PA2' | 'PB1' | 'PXA' | 'PXB', string>>;
  readonly canaries: Readonly<Record<'b' | 'pa2', string>>;
  readonly operations: readonly Operation[];
  readonly hasRoute: (name: string) => boolean;
  readonly who: (name: StaffName) => Browser;
  /** Signs everybody in again: access tokens live for a quarter of an hour. */
  readonly refresh: () => Promise<void>;
  /** A start in clinic A that no row has used yet. */
  readonly freeStart: () => string;
};

const letters = (): string =>
  Array.from({ length: 12 }, () => String.fromCharCode(97 + randomInt(26))).join('');

const pxCpf = '529.982.247-25';

export const openWorld = async (url: string | undefined): Promise<World> => {
  const stage = await openStage(url);
  const { product, db } = stage;
  const canaries = { b: `Kanarbe${letters()}`, pa2: `Kanarpa${letters()}` };
  const a = await register(product, 'AA', 'Clínica Aroeira');
  const b = await register(product, 'AB', `Clínica ${canaries.b}`);
  await Promise.all([a, b].map(({ clinicId }) => relaxSecondFactor(db, clinicId)));
  await colleague(db, 'AA', { name: 'SA', role: 'super_admin' });
  await colleague(db, 'AA', { name: 'DA', role: 'dentist' });
  await colleague(db, 'AA', { name: 'RA', role: 'receptionist' });
  await colleague(db, 'AA', { name: 'BA', role: 'receptionist' });
  const clinicA = await furnish(a.browser, a.clinicId, 'Aroeira');
  const clinicB = await furnish(b.browser, b.clinicId, canaries.b);
  const free = [...clinicA.free];
  const freeStart = (): string => {
    const start = free.shift();
    if (start === undefined) throw new Error('no free start is left in clinic A');
    return start;
  };
  const pa2 = await aPatient(a.browser, canaries.pa2);
  const { typeId, providerId } = clinicA.ids;
  await made(a.browser, '/scheduling/appointments', {
    patientId: pa2,
    typeId,
    providerId,
    locationId: clinicA.locationId,
    startsAt: freeStart(),
    note: canaries.pa2,
  });
  const patients = {
    PA1: await aPatient(a.browser, 'Primeira'),
    PA2: pa2,
    PB1: await aPatient(b.browser, canaries.b),
    PXA: await aPatient(a.browser, 'Xavier', { cpf: pxCpf }),
    PXB: await aPatient(b.browser, canaries.b, { cpf: pxCpf }),
  };
  const operations = await readOperations(product);
  const names = new Set(operations.map(({ name }) => name));
  const browsers = new Map<StaffName, Browser>();
  const refresh = async (): Promise<void> => {
    for (const name of staff) {
      const browser = await signedIn(product, name);
      browsers.set(name, name === 'SA' ? await entered(browser, a.clinicId) : browser);
    }
  };
  await refresh();
  return {
    stage,
    product,
    db,
    a: clinicA,
    b: clinicB,
    patients,
    canaries,
    operations,
    hasRoute: (name) => names.has(name),
    who: (name) => {
      const browser = browsers.get(name);
      if (browser === undefined) throw new Error(`${name} is not signed in`);
      return browser;
    },
    refresh,
    freeStart,
  };
};

import { SignJWT } from 'jose';
import { createHash, createSecretKey } from 'node:crypto';
import { type Db, ObjectId } from 'mongodb';
import { seeded as numbers } from './random.ts';
import { accessSecret } from './stage.ts';

/** What requests are made of: the seeded clinics, and a signed-in person for each token. */

export type Clinic = {
  readonly id: ObjectId;
  readonly locationId: string;
  readonly providers: readonly string[];
  readonly providerOrds: readonly number[];
  readonly chairs: readonly string[];
  readonly types: readonly string[];
  readonly patients: readonly string[];
  readonly members: readonly Member[];
};
export type Member = {
  readonly userId: ObjectId;
  readonly sessionId: string;
  /** The session's cookies, as a browser sends them. */
  readonly cookie: string;
  readonly bearer: string;
};

type Row = { _id: ObjectId; clinicId: ObjectId; ord?: number; order?: number };

const grouped = async (db: Db, collection: string, sort: string): Promise<Map<string, Row[]>> => {
  const groups = new Map<string, Row[]>();
  const rows = db
    .collection<Row>(collection)
    .find({}, { projection: { clinicId: 1, ord: 1 }, sort: { [sort]: 1 } });
  for await (const row of rows) {
    const key = row.clinicId.toHexString();
    groups.set(key, [...(groups.get(key) ?? []), row as Row]);
  }
  return groups;
};

const quarter = 15 * 60;
const secret = createSecretKey(Buffer.from(accessSecret));

const tokenOf = (userId: string, sessionId: string): Promise<string> => {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ sid: sessionId, typ: 'staff-access' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setIssuer('topsmile-api')
    .setAudience('topsmile-client')
    .setIssuedAt(now)
    .setExpirationTime(now + quarter)
    .sign(secret);
};

const hash = (value: string): string => createHash('sha256').update(value).digest('base64url');

type User = { _id: ObjectId; memberships: { clinicId: ObjectId }[] };

const signIn = async (db: Db): Promise<Map<string, Member[]>> => {
  const now = new Date();
  const users = await db
    .collection<User>('users')
    .find({}, { projection: { memberships: 1 } })
    .toArray();
  const members = new Map<string, Member[]>();
  const sessions = [];
  for (const user of users) {
    const clinicId = user.memberships[0]?.clinicId;
    if (clinicId === undefined) continue;
    const _id = new ObjectId();
    const sessionId = _id.toHexString();
    sessions.push({
      _id,
      userId: user._id,
      clinicId,
      salt: sessionId,
      generation: 0,
      refreshHash: hash(sessionId),
      rotatedAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + 12 * 3_600_000),
      address: '127.0.0.1',
      userAgent: 'bench',
      createdAt: now,
      updatedAt: now,
    });
    const bearer = await tokenOf(user._id.toHexString(), sessionId);
    const cookie = `__Host-topsmile_access=${bearer}; __Host-topsmile_session=${sessionId}`;
    const key = clinicId.toHexString();
    members.set(key, [...(members.get(key) ?? []), { userId: user._id, sessionId, cookie, bearer }]);
  }
  // Those of a run that is over; another one's of this minute stay signed in.
  await db
    .collection('sessions')
    .deleteMany({ lastSeenAt: { $lt: new Date(now.getTime() - 2 * 3_600_000) } });
  await db.collection('sessions').insertMany(sessions);
  return members;
};

const hex = (rows: readonly Row[] | undefined): string[] => (rows ?? []).map(({ _id }) => _id.toHexString());

/** Signs everybody in (tokens live for 15 minutes: ask again for each contest) and answers the clinics in the order of seeding. */
export const openClinics = async (db: Db): Promise<Clinic[]> => {
  const members = await signIn(db);
  const [locations, providers, chairs, types, patients] = await Promise.all([
    grouped(db, 'locations', '_id'),
    grouped(db, 'providers', 'order'),
    grouped(db, 'operatories', 'order'),
    grouped(db, 'appointment_types', 'order'),
    grouped(db, 'patients', 'ord'),
  ]);
  const clinics = await db
    .collection('clinics')
    .find({}, { projection: { _id: 1 }, sort: { _id: 1 } })
    .toArray();
  return clinics.map(({ _id }): Clinic => {
    const key = _id.toHexString();
    return {
      id: _id,
      locationId: hex(locations.get(key))[0] ?? '',
      providers: hex(providers.get(key)),
      providerOrds: (providers.get(key) ?? []).map(({ ord }) => ord ?? 0),
      chairs: hex(chairs.get(key)),
      types: hex(types.get(key)),
      patients: hex(patients.get(key)),
      members: members.get(key) ?? [],
    };
  });
};

/** Zipf over `0…count-1` with exponent 1: the first is asked for most, the tail is long. */
export const zipf = (count: number, seed: number): (() => number) => {
  const random = numbers(seed);
  const sums = new Float64Array(count);
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    sum += 1 / (i + 1);
    sums[i] = sum;
  }
  return () => {
    const wanted = (random(2 ** 30) / 2 ** 30) * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
};

/** Scatters ranks over a list, so that the most wanted are not the first of the database. */
export const scattered = (count: number, seed: number): number[] => {
  const random = numbers(seed);
  const list = Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = random(at + 1);
    [list[at], list[other]] = [list[other] ?? 0, list[at] ?? 0];
  }
  return list;
};

/** The seeded clinics' zone: three hours behind UTC all year. */
export const dayAhead = (days: number): string =>
  new Date(Date.now() - 3 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
export const instantAt = (day: string, minuteOfDay: number): string =>
  new Date(Date.parse(`${day}T03:00:00.000Z`) + minuteOfDay * 60_000).toISOString();

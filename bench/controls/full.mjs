import { createSecretKey, randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import limit from '@fastify/rate-limit';
import fastify from 'fastify';
import { jwtVerify } from 'jose';
import { MongoClient, ObjectId } from 'mongodb';

/**
 * Control 3: Fastify with helmet, cors, cookies, limiter, jose, ajv and pino. `/book` stops before the store;
 * `/book-stored` makes the two commands that a booking cannot do without.
 */
const app = fastify({ logger: { level: 'info' } });
const key = createSecretKey(Buffer.from(process.env.ACCESS_SECRET ?? ''));
const client = await new MongoClient(process.env.MONGODB_URI, { maxPoolSize: 50 }).connect();
const patients = client.db().collection('patients');
const visits = client.db().collection('control_visits');
const template = await client.db().collection('appointments').findOne({});

await app.register(helmet);
await app.register(cors, { origin: ['https://clinic.topsmile.example'], credentials: true });
await app.register(cookie);
await app.register(limit, { max: 100_000_000, timeWindow: 60_000 });

app.addHook('preHandler', async (request, reply) => {
  const token = request.cookies['__Host-topsmile_access'];
  try {
    const { payload } = await jwtVerify(token ?? '', key, {
      algorithms: ['HS256'],
      issuer: 'topsmile-api',
      audience: 'topsmile-client',
    });
    request.userId = payload.sub;
  } catch {
    return reply.code(401).send({ success: false });
  }
});

const id = { type: 'string', pattern: '^[0-9a-f]{24}$' };
const text = { type: 'string', maxLength: 1000 };
const schema = {
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['patientId', 'typeId', 'providerId', 'locationId', 'startsAt'],
    properties: {
      patientId: id,
      typeId: id,
      providerId: id,
      locationId: id,
      operatoryId: id,
      startsAt: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d' },
      durationMinutes: { type: 'integer', minimum: 5, maximum: 480 },
      priority: { type: 'string', enum: ['routine', 'urgent', 'emergency'] },
      note: text,
      isWalkIn: { type: 'boolean' },
    },
  },
  response: {
    201: {
      type: 'object',
      properties: { success: { type: 'boolean' }, data: { type: 'object', additionalProperties: true } },
    },
  },
};

app.post('/book', { schema }, async (request, reply) => {
  return reply.code(201).send({ success: true, data: { id: randomUUID(), ...request.body } });
});
app.post('/book-stored', { schema }, async (request, reply) => {
  const clinicId = new ObjectId(request.headers['x-clinic']);
  const patient = await patients.findOne(
    { clinicId, _id: new ObjectId(request.body.patientId) },
    { projection: { ord: 1, fullName: 1, phone: 1, status: 1, lastVisitAt: 1 } },
  );
  if (patient === null) return reply.code(404).send({ success: false });
  const { claims: _claims, ...visit } = template;
  const _id = new ObjectId();
  await visits.insertOne(
    { ...visit, _id, startsAt: new Date(request.body.startsAt) },
    { writeConcern: { w: 'majority', journal: true } },
  );
  return reply.code(201).send({ success: true, data: { id: _id.toHexString(), ...request.body } });
});

await app.listen({ port: 0, host: '127.0.0.1' });
process.send?.({ type: 'listening', port: app.server.address().port });
process.on('SIGTERM', () => process.exit(0));

import { createServer } from 'node:http';
import compression from 'compression';
import cookieParser from 'cookie-parser';
import cors from 'cors';
import csurf from 'csurf';
import { addMinutes, isBefore } from 'date-fns';
import express from 'express';
import mongoSanitize from 'express-mongo-sanitize';
import { rateLimit } from 'express-rate-limit';
import { body, param, query, validationResult } from 'express-validator';
import helmet from 'helmet';
import jwt from 'jsonwebtoken';
import mongoose from 'mongoose';
import { pinoHttp } from 'pino-http';
import { v4 } from 'uuid';
import { listening } from './listening.mjs';

/**
 * Control 4: the shape of the application this product replaces. Express 4 with every middleware for every
 * request, a string secret per verification, populated lists without projection whose answer is copied deeply
 * and zipped at level 6, and slots from date objects with one query per provider and day.
 */
await mongoose.connect(process.env.MONGODB_URI ?? '', { maxPoolSize: 50 });
const { Schema, Types } = mongoose;
const loose = { strict: false, versionKey: false };
const id = Schema.Types.ObjectId;
const Patient = mongoose.model('Patient', new Schema({}, loose), 'patients');
const Provider = mongoose.model('Provider', new Schema({}, loose), 'providers');
const Kind = mongoose.model('Kind', new Schema({}, loose), 'appointment_types');
const visitSchema = new Schema(
  {
    clinicId: id,
    patientId: { type: id, ref: Patient },
    providerId: { type: id, ref: Provider },
    typeId: { type: id, ref: Kind },
    startsAt: Date,
    endsAt: Date,
  },
  loose,
);
const Visit = mongoose.model('Visit', visitSchema, 'appointments');
const Booked = mongoose.model('Booked', visitSchema.clone(), 'control_visits');
const people = ['patientId', 'providerId', 'typeId'];

/** @param {any} value */
const copy = (value) => {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return new Date(value);
  if (value instanceof Types.ObjectId) return value.toString();
  if (Array.isArray(value)) return value.map(copy);
  const result = {};
  for (const name of Object.keys(value)) result[name === '_id' ? 'id' : name] = copy(value[name]);
  return result;
};

const app = express();
app.use(pinoHttp({ redact: ['req.headers.authorization', 'req.headers.cookie'] }));
app.use(helmet());
app.use(cors({ origin: 'https://clinic.topsmile.example', credentials: true }));
app.use(rateLimit({ windowMs: 60_000, limit: 100_000_000, standardHeaders: true }));
app.use((request, response, next) => {
  request.id = v4();
  response.setHeader('X-Request-ID', request.id);
  next();
});
app.use(compression({ level: 6 }));
app.use(express.json({ limit: '10mb' }));
app.use(express.urlencoded({ limit: '10mb', extended: true }));
app.use(cookieParser());
app.use(mongoSanitize());
app.use(csurf({ cookie: true }));
app.use((_request, response, next) => {
  const json = response.json.bind(response);
  response.json = (value) => json(copy(value));
  next();
});
app.get('/csrf', (request, response) => response.json({ token: request.csrfToken() }));
app.use((request, response, next) => {
  try {
    request.user = jwt.verify(request.cookies['__Host-topsmile_access'], process.env.ACCESS_SECRET ?? '');
    next();
  } catch {
    response.status(401).json({ success: false });
  }
});
const validated = (request, response, next) => {
  const errors = validationResult(request);
  if (errors.isEmpty()) return next();
  return response.status(400).json({ success: false, errors: errors.array() });
};
const answer = (response, data, status = 200) =>
  response
    .status(status)
    .json({ success: true, data, meta: { timestamp: new Date().toISOString(), requestId: v4() } });

app.get(
  '/one/:clinicId/:id',
  param('clinicId').isMongoId(),
  param('id').isMongoId(),
  validated,
  async (request, response) => {
    const { clinicId, id: _id } = request.params;
    answer(response, await Visit.findOne({ clinicId, _id }).populate(people).lean());
  },
);
app.get(
  '/fifty/:clinicId/:from/:to',
  param('clinicId').isMongoId(),
  param('from').isISO8601(),
  param('to').isISO8601(),
  validated,
  async (request, response) => {
    const { clinicId, from, to } = request.params;
    const found = await Visit.find({ clinicId, startsAt: { $gte: new Date(from), $lt: new Date(to) } })
      .sort({ startsAt: 1 })
      .populate(people)
      .lean();
    answer(response, found);
  },
);

const chains = [
  body('patientId').isMongoId(),
  body('typeId').isMongoId(),
  body('providerId').isMongoId(),
  body('locationId').isMongoId(),
  body('operatoryId').optional().isMongoId(),
  body('startsAt').isISO8601(),
  body('durationMinutes').optional().isInt({ min: 5, max: 480 }),
  body('priority').optional().isIn(['routine', 'urgent', 'emergency']),
  body('note').optional().isString().trim().escape().isLength({ max: 1000 }),
];
app.post('/book', chains, validated, (request, response) =>
  answer(response, { id: v4(), ...request.body }, 201),
);
app.post('/book-stored', chains, validated, async (request, response) => {
  const clinicId = request.headers['x-clinic'];
  const patient = await Patient.findOne({ clinicId, _id: request.body.patientId }).lean();
  if (patient === null) return response.status(404).json({ success: false });
  const startsAt = new Date(request.body.startsAt);
  const created = await Booked.create({
    clinicId,
    ...request.body,
    startsAt,
    endsAt: addMinutes(startsAt, 30),
  });
  return answer(response, created.toObject(), 201);
});

const opening = [
  { from: 480, to: 720 },
  { from: 780, to: 1080 },
];
const dayMinutes = 1440;
/** One provider's day, slot by slot against every visit. */
const slotsOf = (visits, midnight, length) => {
  const slots = [];
  for (const { from, to } of opening)
    for (let at = from; at + length <= to; at += 15) {
      const start = addMinutes(midnight, at);
      const end = addMinutes(start, length);
      const isTaken = visits.some((visit) => isBefore(start, visit.endsAt) && isBefore(visit.startsAt, end));
      if (!isTaken) slots.push({ startsAt: start, endsAt: end });
    }
  return slots;
};
app.get(
  '/slots/:clinicId/:from/:days',
  param('clinicId').isMongoId(),
  query('providers').isString(),
  validated,
  async (request, response) => {
    const { clinicId, from, days } = request.params;
    const answerDays = [];
    for (const providerId of request.query.providers.split(','))
      for (let day = 0; day < Number(days); day += 1) {
        const midnight = addMinutes(new Date(`${from}T03:00:00.000Z`), day * dayMinutes);
        const visits = await Visit.find({
          clinicId,
          providerId,
          startsAt: { $gte: midnight, $lt: addMinutes(midnight, dayMinutes) },
        }).lean();
        answerDays.push({ providerId, day: midnight, slots: slotsOf(visits, midnight, 30) });
      }
    answer(response, answerDays);
  },
);
// oxlint-disable-next-line max-params -- Express tells an error handler by its four parameters
app.use((error, _request, response, _next) =>
  response.status(error.status ?? 500).json({ success: false, message: error.message }),
);
listening(createServer(app));

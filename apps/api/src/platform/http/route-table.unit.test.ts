import { describe, expect, test } from 'vitest';
import { createRouteTable } from './route-table.ts';

const find = createRouteTable([
  { method: 'get', path: '/patients/:patientId' },
  { method: 'get', path: '/patients/stats' },
  { method: 'post', path: '/patients' },
  { method: 'get', path: '/patients/:patientId/visits/:visitId' },
  { method: 'get', path: '/patients/:patientId/visits/next' },
]);
const found = (method: string, path: string): unknown => {
  const result = find(method, path);
  return typeof result === 'object' ? [result.entry.path, { ...result.params }] : result;
};

describe('the table of routes', () => {
  test.each([
    ['get', '/patients/stats', '/patients/stats', {}],
    ['get', '/patients/7', '/patients/:patientId', { patientId: '7' }],
    ['get', '/patients/7/', '/patients/:patientId', { patientId: '7' }],
    ['head', '/patients/7', '/patients/:patientId', { patientId: '7' }],
    ['get', '/patients/a%20b', '/patients/:patientId', { patientId: 'a b' }],
    ['get', '/patients/7/visits/next', '/patients/:patientId/visits/next', { patientId: '7' }],
    ['get', '/patients/7/visits/8', '/patients/:patientId/visits/:visitId', { patientId: '7', visitId: '8' }],
  ])('%s %s is answered by %s', (method, path, route, params) => {
    expect(found(method, path)).toEqual([route, params]);
  });

  test('a path under another method is told from one that nobody owns', () => {
    expect(found('delete', '/patients')).toBe('other-method');
    expect(found('post', '/patients/7')).toBe('other-method');
    expect(found('get', '/nowhere')).toBeUndefined();
  });

  test.each(['/patients/', '/patients//visits/8', '/patients/%E0%A4%A', '/Patients/7', '/patients/7/visits'])(
    '%s names nothing that can be read',
    (path) => expect(find('get', path)).toSatisfy((result) => typeof result !== 'object'),
  );
});

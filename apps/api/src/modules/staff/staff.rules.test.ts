import { permissionsOf, rightsOf } from '@topsmile/contracts';
import { describe, expect, test } from 'vitest';
import { assertMayGrant, assertMayManage } from './staff.rules.ts';

describe('handing out rights', () => {
  test('when somebody holds every right, they may be handed out', () => {
    expect(() => assertMayGrant(rightsOf('admin'), permissionsOf('manager'))).not.toThrow();
    expect(() => assertMayGrant(rightsOf('admin'), permissionsOf('admin'))).not.toThrow();
  });

  test('when one right is missing, nothing is handed out', () => {
    expect(() => assertMayGrant(rightsOf('manager'), permissionsOf('dentist'))).toThrow(
      'role does not allow',
    );
    expect(() => assertMayGrant(rightsOf('receptionist'), permissionsOf('receptionist'))).not.toThrow();
  });

  test('when a right belongs to the platform, not even a platform administrator can give it to a clinic', () => {
    expect(() => assertMayGrant(rightsOf('super_admin'), ['platform:enter'])).toThrow('role does not allow');
    expect(() => assertMayGrant(rightsOf('super_admin'), ['clinical:delete'])).toThrow('role does not allow');
    expect(() => assertMayGrant(rightsOf('super_admin'), permissionsOf('super_admin'))).toThrow(
      'role does not allow',
    );
  });
});

describe('changing somebody', () => {
  test('when they hold more, they are out of reach', () => {
    expect(() => assertMayManage(rightsOf('manager'), rightsOf('admin'))).toThrow('role does not allow');
    expect(() => assertMayManage(rightsOf('admin'), rightsOf('admin'))).not.toThrow();
  });
});

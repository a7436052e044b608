import { describe, expect, test } from 'vitest';
import { commonPasswords } from './common-passwords.rules.ts';
import { type PasswordContext, problemOfPassword } from './password.rules.ts';

const context = (more: Partial<PasswordContext> = {}): PasswordContext => ({
  isOnlyFactor: false,
  words: ['Clínica Ipê Branco', 'marcos.davila', 'Marcos', "D'Ávila"],
  ...more,
});

describe('C21: what may be a password', () => {
  test('the list of common ones is long and holds those that must be on it', () => {
    expect(commonPasswords.size).toBeGreaterThanOrEqual(3000);
    for (const one of [
      '12345678',
      'password',
      'password123',
      'admin123',
      'qwerty123',
      '123456789',
      'abc123456',
    ])
      expect(commonPasswords.has(one)).toBe(true);
  });

  test.each([
    { password: 'curta', problem: 'password.tooShort' },
    { password: 'x'.repeat(7), problem: 'password.tooShort' },
    { password: 'aB3$'.repeat(33), problem: 'password.tooLong' },
    { password: 'password1234567', problem: 'password.common' },
    { password: 'P@ssw0rd2026!!!', problem: 'password.common' },
    { password: 'Corinthians1910', problem: 'password.common' },
    { password: 'senhasenhasenha', problem: 'password.common' },
    { password: '123456789012345', problem: 'password.common' },
    { password: 'aaaaaaaaaaaaaaaa', problem: 'password.common' },
    { password: 'qwertyuiopasdfg', problem: 'password.common' },
    { password: 'clinicaipebranco1', problem: 'password.ownWords' },
    { password: 'TopSmile-2026!!', problem: 'password.ownWords' },
    { password: 'Marcos.Davila.77', problem: 'password.ownWords' },
  ])('"$password" is refused as $problem', ({ password, problem }) => {
    expect(problemOfPassword(password, context())).toBe(problem);
  });

  test.each([
    'correct horse battery',
    ' um espaço na frente conta',
    '🦷🪥🦷🪥😁🦷🪥🦷🪥😁🦷🪥 escova',
    'só minúsculas e acentos',
    'vT9#kq2!LmZx',
    'k'.concat('fjw29sl'.repeat(18)),
  ])('"%s" is accepted, without rules about kinds of signs', (password) => {
    expect(problemOfPassword(password, context())).toBeUndefined();
  });

  test('14 characters do where a second factor stands beside, and not alone', () => {
    const password = 'nove luas, oi!';
    expect(password).toHaveLength(14);
    expect(problemOfPassword(password, context())).toBeUndefined();
    expect(problemOfPassword(password, context({ isOnlyFactor: true }))).toBe('password.tooShortAlone');
  });
});

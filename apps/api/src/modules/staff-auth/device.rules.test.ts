import { describe, expect, test } from 'vitest';
import { deviceOf, nameOfDevice } from './device.rules.ts';

describe('what a user agent says', () => {
  test.each([
    {
      agent:
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
      device: { browser: 'Edge', os: 'Windows', kind: 'desktop' },
    },
    {
      agent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Safari/605.1.15',
      device: { browser: 'Safari', os: 'macOS', kind: 'desktop' },
    },
    {
      agent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      device: { browser: 'Safari', os: 'iOS', kind: 'phone' },
    },
    {
      agent:
        'Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      device: { browser: 'Chrome', os: 'Android', kind: 'tablet' },
    },
    {
      agent:
        'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36',
      device: { browser: 'Samsung Internet', os: 'Android', kind: 'phone' },
    },
    {
      agent: 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
      device: { browser: 'Firefox', os: 'Linux', kind: 'desktop' },
    },
    { agent: 'curl/8.5.0', device: { browser: '', os: '', kind: 'other' } },
    { agent: '', device: { browser: '', os: '', kind: 'other' } },
  ])('$device.browser on $device.os', ({ agent, device }) => {
    expect(deviceOf(agent)).toEqual(device);
  });

  test('a device is named by what is known of it', () => {
    expect(nameOfDevice({ browser: 'Firefox', os: 'Linux', kind: 'desktop' })).toBe('Firefox, Linux');
    expect(nameOfDevice({ browser: '', os: '', kind: 'other' })).toBe('?');
  });
});

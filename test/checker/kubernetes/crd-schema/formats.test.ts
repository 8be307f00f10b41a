import { expect, test } from '@jest/globals';
import { FORMATS } from '../../../../lib/checker/kubernetes/crd-schema/formats';

test.each([
  ['byte', ['aGk='], ['hi']],
  ['cidr', ['10.0.0.0/8', '10.0.0.1/32', '::/0', '::1/128'], ['10.0.0.0', '10.0.0.0/33', '::/129', 'x/8']],
  ['date', ['2028-02-29'], ['2026-02-29', '2026-13-01', 'today']],
  ['datetime', ['2026-01-31T12:00:00Z', '2026-01-31t12:00:00.5+09:00'], ['2026-01-31', '2026-01-31T25:00:00Z']],
  ['duration', ['30s', '1h30m', '2 days'], ['', 'soon', '5']],
  ['email', ['a@example.com'], ['a', '@b', 'a b']],
  ['hostname', ['example.com', 'db'], ['-a', 'a..b', 'a b']],
  ['ipv4', ['10.0.0.1'], ['10.0.0', '::1']],
  ['ipv6', ['::1'], ['10.0.0.1']],
  ['mac', ['00:1b:44:11:3a:b7'], ['00:1b']],
  ['uri', ['https://example.com/a', '/path'], ['example', 'https://a b', '/%zz']],
  ['uuid', ['6BA7B810-9DAD-11D1-80B4-00C04FD430C8'], ['6ba7b810']],
  ['uuid4', ['6ba7b810-9dad-41d1-80b4-00c04fd430c8'], ['6ba7b810-9dad-11d1-80b4-00c04fd430c8']],
])('texts of the format %s', (format, right, wrong) => {
  expect(right.filter((text) => !FORMATS.get(format)?.fits(text))).toEqual([]);
  expect(wrong.filter((text) => FORMATS.get(format)?.fits(text))).toEqual([]);
});

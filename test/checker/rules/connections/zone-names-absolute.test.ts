import { describe, expect, test } from '@jest/globals';
import { zoneNamesAbsolute } from '../../../../lib/checker/rules/connections/zone-names-absolute';
import { judge } from '../judge';
import { configMap } from '../workloads';

describe('zone-names-absolute', () => {
  const zone = (record: string, key = 'db.example.org', origin = '') =>
    judge(
      zoneNamesAbsolute,
      configMap(
        'dns',
        `"${key}": ${JSON.stringify(`${origin}@ IN SOA ns1.example.org. admin.example.org. 1 2 3 4 5\nportal IN A 192.0.2.1\n${record}\n`)}`,
      ),
    );

  test('finds a whole name without a dot at its end', () => {
    expect(zone('www IN CNAME portal.example.org')).toEqual([zoneNamesAbsolute.example]);
    expect(zone('www IN CNAME portal.example.org.')).toEqual([]);
    expect(zone('www CNAME portal')).toEqual([]);
    expect(zone('www IN CNAME portal.lan')).toEqual([]);
  });

  test.each([
    '@ IN MX 10 mx.example.org',
    '_sip._tcp IN SRV 1 2 5060 sip.example.org',
    '@ 3600 IN NS ns.example.org',
    'www.example.org IN A 192.0.2.1',
    'cdn IN CNAME a.cdn.net',
  ])('reads %s', (record) => {
    expect(zone(record)).toHaveLength(1);
  });

  test('a comment is no record, and a file without SOA no zone', () => {
    expect(zone('; www IN CNAME portal.example.org')).toEqual([]);
    const hosts = 'www IN CNAME portal.example.org';
    expect(judge(zoneNamesAbsolute, configMap('dns', `"db.example.org": "${hosts}"`))).toEqual([]);
  });

  test('takes the origin of the file', () => {
    expect(zone('www IN CNAME a.b.lan', 'zone', '$ORIGIN b.lan.\n')).toHaveLength(1);
    expect(zone('www IN CNAME a.b.lan', 'zone', '$ORIGIN b.lan.\n$ORIGIN c.lan.\n')).toEqual([]);
    expect(zone('www IN CNAME a.b.lan', 'b.lan.zone')).toHaveLength(1);
    expect(zone('www IN CNAME a.b.lan', 'zone')).toEqual([]);
  });
});

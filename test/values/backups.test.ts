import { describe, expect, test } from '@jest/globals';
import { checkBucket, endpointOf, regionOf } from '../../lib/values/bucket';
import { checkCron, cronWithSeconds } from '../../lib/values/cron';
import { exporterCredential, libpqCredential } from '../../lib/values/postgres-database';
import { bucket } from '../constructs/backup-props';

describe('a schedule', () => {
  test.each(['* * * * *', '0 3 * * *', '*/15 0-6/2 1,15 1-12 0-6', '5/10 23 31 12 6', '0 3 * jan-mar mon,WED,fri'])(
    'may be %s',
    (schedule) => {
      expect(checkCron('schedule', schedule)).toEqual([]);
    },
  );

  test.each([
    ['is a word', '@daily'],
    ['has four fields', '0 3 * *'],
    ['has six', '0 0 3 * * *'],
    ['has two spaces', '0  3 * * *'],
    ['says its time zone, which is UTC', 'TZ=Asia/Seoul 0 3 * * *'],
    ['has a minute too many', '60 3 * * *'],
    ['has an hour too many', '0 24 * * *'],
    ['has a day too few', '0 3 0 * *'],
    ['has a month too many', '0 3 * 13 *'],
    ['calls Sunday 7, as Kubernetes does not', '0 3 * * 7'],
    ['goes backwards', '0 6-3 * * *'],
    ['takes no step', '*/0 3 * * *'],
    ['has a name where numbers are', '0 three * * *'],
    ['has the name of a day among the months', '0 3 * mon *'],
    ['has a piece missing', '0, 3 * * *'],
    ['is empty', ''],
  ])('that %s is refused', (_, schedule) => {
    expect(checkCron('schedule', schedule)).toEqual([
      `schedule: expected five fields (minute, hour, day of the month, month, day of the week), such as "0 3 * * *", received "${schedule}"`,
    ]);
  });

  test('begins with the second for those who want that', () => {
    expect(cronWithSeconds('0 3 * * *')).toBe('0 0 3 * * *');
  });
});

describe('a bucket', () => {
  test('is reached by HTTPS, and its port is named where it is another', () => {
    expect(endpointOf(bucket)).toBe('https://s3.example.com:9000');
    expect(endpointOf({ ...bucket, port: 443 })).toBe('https://s3.example.com');
  });

  test('may have all of it', () => {
    expect(checkBucket('to', bucket)).toEqual([]);
  });

  const seoul = { ...bucket.address, hostname: 's3.ap-northeast-2.amazonaws.com' };

  test('is in the region that Amazon’s host names, in us-east-1 where none is named, or where it says', () => {
    const { region: _region, ...plain } = bucket;
    expect(regionOf({ ...plain, address: seoul })).toBe('ap-northeast-2');
    expect(regionOf(plain)).toBe('us-east-1');
    expect(regionOf({ ...plain, region: 'auto' })).toBe('auto');
    expect(checkBucket('to', { ...plain, address: seoul })).toEqual([]);
  });

  test('in another region than its host is refused', () => {
    expect(checkBucket('to', { ...bucket, address: seoul, region: 'us-east-1' })).toEqual([
      'to.region: expected "ap-northeast-2", the region of s3.ap-northeast-2.amazonaws.com, or no region, received "us-east-1"',
    ]);
  });

  test.each([
    ['a name in capitals', { name: 'Backups' }, 'to.name'],
    ['a name of two letters', { name: 'ab' }, 'to.name'],
    ['a folder that begins at the root', { folder: '/prod' }, 'to.folder'],
    ['no folder', { folder: '' }, 'to.folder'],
    ['a folder with a way out', { folder: 'wealist/../other' }, 'to.folder'],
    ['a folder that a shell would read', { folder: '$(reboot)' }, 'to.folder'],
    ['a port that is none', { port: 0 }, 'to.port'],
    ['a region with a space', { region: 'ap northeast' }, 'to.region'],
    ['no addresses', { address: { hostname: 's3.example.com', cidrs: [] } }, 'to.address.cidrs'],
    ['a URL for a host', { address: { hostname: 'https://s3', cidrs: ['10.0.0.0/8'] } }, 'to.address.hostname'],
  ])('with %s is refused', (_, change, field) => {
    expect(checkBucket('to', { ...bucket, ...change })).toEqual([expect.stringMatching(new RegExp(`^${field}: `))]);
  });

  test('whose Secret lacks a key is refused, and its values are not shown', () => {
    const credentials = { literal: { AWS_ACCESS_KEY_ID: 'hunter2', SECRET: 'hunter3' } };
    expect(checkBucket('to', { ...bucket, credentials })).toEqual([
      'to.credentials: expected a key AWS_SECRET_ACCESS_KEY, received AWS_ACCESS_KEY_ID, SECRET',
    ]);
  });
});

describe('a database', () => {
  const address = { host: 'db', port: 5432, database: 'wealist', user: 'owner' };

  test('is found by the programs of PostgreSQL, with whatever libpq is to be told', () => {
    expect(libpqCredential({ ...address, settings: { sslmode: 'require' } })).toStrictEqual({
      passwordKey: 'PGPASSWORD',
      values: {
        PGHOST: ['db'],
        PGPORT: ['5432'],
        PGUSER: ['owner'],
        PGDATABASE: ['wealist'],
        PGSSLMODE: ['require'],
      },
    });
  });

  test('is found by postgres_exporter, in plain text where the server has no TLS', () => {
    expect(exporterCredential(address)).toStrictEqual({
      passwordKey: 'DATA_SOURCE_PASS',
      values: { DATA_SOURCE_USER: ['owner'], DATA_SOURCE_URI: ['db:5432/wealist?sslmode=disable'] },
    });
    expect(exporterCredential({ ...address, settings: { sslmode: 'require' } }).values.DATA_SOURCE_URI).toEqual([
      'db:5432/wealist?sslmode=require',
    ]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { workersShareSettings } from '../../../../lib/checker/rules/connections/workers-share-settings';
import { judge } from '../judge';
import { object } from '../workloads';

describe('workers-share-settings', () => {
  const app = (name: string, env: string) =>
    object(
      'Deployment',
      name,
      `template: { spec: { containers: [{ name: api, image: "shop:1", args: [${name}], env: [${env}] }] } }`,
    );
  const db = (host: string) => `{ name: DB_HOST, value: ${host} }`;
  const key = (name: string) => `{ name: ENCRYPTION_KEY, valueFrom: { secretKeyRef: { name: keys, key: ${name} } } }`;
  const both = (web: string, worker: string) => judge(workersShareSettings, app('web', web) + app('worker', worker));

  test('finds a worker with another key', () => {
    expect(both(`${db('a')}, ${key('one')}`, `${db('a')}, ${key('two')}`)).toEqual([workersShareSettings.example]);
    expect(both(`${db('a')}, ${key('one')}`, `${db('a')}, ${key('one')}`)).toEqual([]);
    expect(both(`${db('a')}, ${key('one')}`, `${db('b')}, ${key('two')}`)).toEqual([]);
  });

  test('finds a worker at another queue', () => {
    const redis = (path: string) => `${db('a')}, { name: REDIS_URL, value: "redis://redis:6379${path}" }`;
    expect(both(redis('/1'), redis(''))).toHaveLength(1);
    expect(both(redis('/0'), redis(''))).toEqual([]);
    expect(both(redis('/1'), redis('/1'))).toEqual([]);
  });
});

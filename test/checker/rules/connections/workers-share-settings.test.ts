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

  const found = (...apps: readonly string[]) => judge(workersShareSettings, apps.join(''));
  const keyed = (name: string, value: string, more = '') =>
    app(name, `${db('a')}, { name: SECRET_KEY, value: ${value} }${more}`);

  test('of two applications the later one is told, and beside a worker the worker', () => {
    expect(found(keyed('one', 'x'), keyed('two', 'y'))).toEqual([expect.stringContaining('Deployment default/two')]);
    expect(found(keyed('worker', 'x'), keyed('web', 'y'))).toEqual([
      expect.stringContaining('Deployment default/worker: '),
    ]);
    expect(found(keyed('one', 'x'), keyed('two', 'x'))).toEqual([]);
    expect(found(keyed('one', 'x'), keyed('two', 'y'), keyed('three', 'x'))).toEqual([
      expect.stringContaining('Deployment default/two'),
    ]);
    expect(found(keyed('one', 'x'))).toEqual([]);
  });

  test('another image, another setting and another namespace have keys of their own', () => {
    expect(found(keyed('one', 'x'), keyed('two', 'y').replace('shop:1', 'blog:1'))).toEqual([]);
    expect(found(keyed('one', 'x'), keyed('two', 'y').replace('shop:1', 'shop:2'))).toEqual([]);
    expect(found(keyed('one', 'x'), keyed('two', 'y').replace('name: two', 'name: two, namespace: b'))).toEqual([]);
    expect(
      found(keyed('one', 'x').replaceAll('SECRET_KEY', 'LEVEL'), keyed('two', 'y').replaceAll('SECRET_KEY', 'LEVEL')),
    ).toEqual([]);
    const name = (value: string) => `, { name: DB_NAME, value: ${value} }`;
    expect(found(keyed('one', 'x', name('p')), keyed('two', 'y', name('q')))).toEqual([]);
    expect(found(keyed('one', 'x').replace(db('a'), ''), keyed('two', 'y'))).toEqual([]);
  });

  test('reads keys of ConfigMaps, and the queue by its host', () => {
    const configured = (name: string, from: string) =>
      app(name, `${db('a')}, { name: APP_KEY, valueFrom: { configMapKeyRef: { name: c, key: ${from} } } }`);
    expect(found(configured('one', 'p'), configured('two', 'q'))).toHaveLength(1);
    expect(found(configured('one', 'p'), configured('two', 'p'))).toEqual([]);
    const queue = (name: string, host: string) => app(name, `${db('a')}, { name: REDIS_HOST, value: ${host} }`);
    expect(found(queue('web', 'redis'), queue('worker', 'redis.shop.svc'))).toEqual([]);
    expect(found(queue('web', 'redis'), queue('worker', 'cache'))).toHaveLength(1);
    expect(found(queue('web', 'redis'), queue('api', 'cache'))).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { queuesNotEvicted } from '../../../../lib/checker/rules/connections/queues-not-evicted';
import { judge } from '../judge';
import { object } from '../workloads';

describe('queues-not-evicted', () => {
  const redis = (policy: string, image = 'redis:7') =>
    object('Service', 'redis', 'selector: { app: redis }, ports: [{ port: 6379 }]') +
    object(
      'StatefulSet',
      'redis',
      `template: { metadata: { labels: { app: redis } }, spec: { containers: [{ name: redis, image: "${image}", args: [--maxmemory-policy, ${policy}] }] } }`,
    );
  const worker = (command = 'bundle, exec, sidekiq', variable = 'REDIS_URL', host = 'redis') =>
    object(
      'Deployment',
      'worker',
      `template: { spec: { containers: [{ name: w, command: [${command}], env: [{ name: ${variable}, value: "redis://${host}:6379/0" }] }] } }`,
    );
  const said = (yaml: string) => judge(queuesNotEvicted, yaml);

  test('finds a queue in a server that throws keys away', () => {
    expect(said(redis('allkeys-lru') + worker())).toEqual([queuesNotEvicted.example]);
    expect(said(redis('noeviction') + worker())).toEqual([]);
    expect(said(redis('volatile-lru') + worker())).toEqual([]);
  });

  test.each(['celery, -A, app, worker', 'rq, worker', 'php, artisan, horizon', 'php, artisan, "queue:work"'])(
    '%s is a worker',
    (command) => {
      expect(said(redis('allkeys-lfu') + worker(command))).toHaveLength(1);
    },
  );

  test('a cache, another server and another program have no queue there', () => {
    expect(said(redis('allkeys-lru') + worker('bundle, exec, puma'))).toEqual([]);
    expect(said(redis('allkeys-lru') + worker('bundle, exec, sidekiq', 'REDIS_CACHE_URL'))).toEqual([]);
    expect(said(redis('allkeys-lru') + worker('bundle, exec, sidekiq', 'MODEL_URL'))).toEqual([]);
    expect(said(redis('allkeys-lru') + worker('bundle, exec, sidekiq', 'REDIS_URL', 'other'))).toEqual([]);
    expect(said(redis('allkeys-lru', 'memcached:1') + worker())).toEqual([]);
  });
});

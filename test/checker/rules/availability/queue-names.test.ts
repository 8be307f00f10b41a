import { describe, expect, test } from '@jest/globals';
import { queueNames } from '../../../../lib/checker/rules/availability/queue-names';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('queue-names', () => {
  const scaled = (queue: string, container: string) =>
    judge(
      queueNames,
      deployment(`{ name: api, ${container} }`) +
        object(
          'ScaledObject',
          'api',
          `scaleTargetRef: { name: api }, triggers: [{ type: rabbitmq, metadata: { queueName: ${queue} } }]`,
        ),
    );
  const env = (...queues: string[]) =>
    `env: [${queues.map((queue, index) => `{ name: ${index === 0 ? '' : `N${index}_`}QUEUE, value: ${queue} }`).join(', ')}]`;

  test('finds a scaler that counts another queue than its worker empties', () => {
    expect(scaled('mail', env('mails'))).toEqual([queueNames.example]);
    expect(scaled('mails', env('mails'))).toEqual([]);
  });

  test('a worker may have several queues, or say nothing of its queue', () => {
    expect(scaled('mail', env('mails', 'prints'))).toEqual([]);
    expect(scaled('mail', 'env: [{ name: LEVEL, value: debug }]')).toEqual([]);
    expect(scaled('mail', `args: [--consume=mail], ${env('mails')}`)).toEqual([]);
  });

  test('finds a worker of Celery beside the queue of the jobs', () => {
    const worker = (queues: string) =>
      judge(
        queueNames,
        deployment(
          `{ name: api, command: [celery, -A, shop, worker ${queues}], env: [{ name: CELERY_TASK_DEFAULT_QUEUE, value: shop }] }`,
        ),
      );
    expect(worker(', -Q, default')).toHaveLength(1);
    expect(worker(', -Q, "default,shop"')).toEqual([]);
    expect(worker('')).toEqual([]);
  });

  test('finds a variable that names a queue of the worker with a slip', () => {
    const jobs = (queue: string) =>
      judge(
        queueNames,
        deployment(
          `{ name: web, image: "shop:1", env: [{ name: MAIL_QUEUE, value: ${queue} }] }, { name: worker, image: "shop:1", command: [bundle, exec, sidekiq, -q, mailers] }`,
        ),
      );
    expect(jobs('mailer')).toHaveLength(1);
    expect(jobs('mailers')).toEqual([]);
    expect(jobs('billing')).toEqual([]);
  });

  test('finds a scaler that counts another queue than the option of its workers', () => {
    const worker = 'command: [celery, -A, shop, worker, -Q, mails]';
    expect(scaled('mail', worker)).toHaveLength(1);
    expect(scaled('mails', worker)).toEqual([]);
    expect(scaled('mail', 'command: [celery, -A, shop, worker, -Q, "mails,prints"]')).toEqual([]);
    expect(scaled('mail', 'command: [app, -Q, mails]')).toEqual([]);
  });
});

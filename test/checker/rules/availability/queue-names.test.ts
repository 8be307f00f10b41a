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

  test('finds a queue to which Celery routes jobs, and which no worker takes', () => {
    const routes = (more: string, name = 'CELERY_TASK_ROUTES') =>
      judge(
        queueNames,
        deployment(
          `{ name: a, command: [celery, -A, shop, worker, -Q, default], env: [{ name: ${name}, value: '{"shop.train": {"queue": "train"}}' }] } ${more}`,
        ),
      );
    expect(routes('')[0]).toContain('workers take default), received "train"');
    expect(routes(', { name: b, command: [celery, worker, -Q, "mail,train"] }')).toEqual([]);
    expect(routes(', { name: b, command: [celery, worker] }')).toEqual([]);
    expect(routes('', 'OTHER')).toEqual([]);
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

  test.each([
    ['rabbitmq', 'queueName', 'QUEUE_NAME'],
    ['kafka', 'topic', 'KAFKA_TOPIC'],
    ['kafka', 'consumerGroup', 'CONSUMER_GROUP_ID'],
    ['redis', 'listName', 'REDIS_LIST'],
    ['azure-queue', 'queueName', 'QUEUE'],
    ['azure-servicebus', 'queueName', 'QUEUE_NAME'],
    ['aws-sqs-queue', 'queueURL', 'QUEUE_URL'],
    ['gcp-pubsub', 'subscriptionName', 'SUBSCRIPTION_ID'],
  ])('a scaler of %s counts the %s that the worker names %s', (type, parameter, setting) => {
    const counted = (kind: string, name: string, value = 'mails') =>
      judge(
        queueNames,
        object(
          kind,
          'api',
          `template: { spec: { containers: [{ name: api, env: [{ name: ${name}, value: ${value} }] }] } }`,
        ) +
          object(
            'ScaledObject',
            'api',
            `scaleTargetRef: { kind: ${kind}, name: api }, triggers: [{ type: ${type}, metadata: { ${parameter}: mail } }]`,
          ),
      );
    expect(counted('StatefulSet', setting)[0]).toContain(
      `spec.triggers[0].metadata.${parameter}: expected "mails", the ${setting} of StatefulSet default/api, received "mail"`,
    );
    expect(counted('StatefulSet', setting, 'mail')).toEqual([]);
    expect(counted('StatefulSet', setting, '"a b"')).toEqual([]);
    expect(counted('StatefulSet', 'LEVEL')).toEqual([]);
  });

  test('a user who is named as the queue is no queue', () => {
    const user = '{ name: RABBITMQ_USER, value: mail }';
    expect(scaled('mail', `env: [{ name: QUEUE, value: mails }, ${user}]`)).toHaveLength(1);
  });

  const jobs = (queue: string, worker: string, more = '') =>
    judge(
      queueNames,
      deployment(
        `{ name: web, image: "shop:1", env: [{ name: MAIL_QUEUE, value: ${queue} }${more}] }, { name: worker, ${worker} }`,
      ),
    );

  test.each([
    ['Sidekiq', 'command: [sidekiq, --queue=mailers]'],
    ['Celery', 'command: [celery, worker, --queues=mailers]'],
    ['Laravel', 'command: [php, artisan, "queue:work", --queue=mailers]'],
    ['Laravel that listens', 'command: [php, artisan, "queue:listen", --queue=mailers]'],
  ])('finds a slip in the name of a queue of %s', (_, worker) => {
    expect(jobs('mailer', `image: "shop:1", ${worker}`)[0]).toContain(
      'expected a queue of Deployment default/api (mailers), received "mailer"; did you mean "mailers"?',
    );
    expect(jobs('mailer', `image: "other:1", ${worker}`)).toEqual([]);
    expect(jobs('mailer', `image: "shop:1", ${worker.replace(/sidekiq|celery|queue:\w+/, 'consume')}`)).toEqual([]);
  });

  test('names all queues of the worker', () => {
    const worker = 'image: "shop:1", command: [celery, worker, -Q, "mailers,prints"]';
    expect(jobs('mailer', worker)[0]).toContain('(mailers, prints)');
  });

  test('only a variable of a queue names a queue', () => {
    const worker = 'image: "shop:1", command: [sidekiq, -q, mailers]';
    expect(jobs('mailers', worker, ', { name: MAIL_MODULE, value: mailer }')).toEqual([]);
    expect(jobs('mailers', worker, ', { name: PRINT_QUEUE_NAME, value: mailer }')).toHaveLength(1);
  });

  test('a second worker of Celery may take the default queue', () => {
    const celery = (name: string, more: string) =>
      `{ name: ${name}, command: [celery, ${more}], env: [{ name: CELERY_DEFAULT_QUEUE, value: shop }] }`;
    const found = (...containers: string[]) => judge(queueNames, deployment(containers.join(', ')));
    expect(found(celery('a', 'worker, -Q, mail'))[0]).toContain(
      'expected "shop" among the queues, since CELERY_DEFAULT_QUEUE puts jobs there, received "mail"',
    );
    expect(found(celery('a', 'worker, -Q, mail'), celery('b', 'worker, -Q, shop'))).toEqual([]);
    expect(found(celery('a', 'worker, -Q, mail'), celery('b', 'worker'))).toEqual([]);
    expect(found(celery('a', 'worker, -Q, mail'), celery('b', 'beat'))).toHaveLength(1);
  });
  test('finds a scaler that counts another queue than the option of its workers', () => {
    const worker = 'command: [celery, -A, shop, worker, -Q, mails]';
    expect(scaled('mail', worker)).toHaveLength(1);
    expect(scaled('mails', worker)).toEqual([]);
    expect(scaled('mail', 'command: [celery, -A, shop, worker, -Q, "mails,prints"]')).toEqual([]);
    expect(scaled('mail', 'command: [app, -Q, mails]')).toEqual([]);
  });
});

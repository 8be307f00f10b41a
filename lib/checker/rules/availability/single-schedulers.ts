import type { Container } from '../../bundle/bundle';
import { containerCommands, program } from '../../bundle/containers/command-line';
import { mostReplicas } from '../../bundle/workloads/members';
import { quoted, type Rule } from '../../rule';

/** Programs that start jobs by the clock, without a lock among several. */
const SCHEDULERS: readonly (readonly [name: string, isStarted: (words: readonly string[]) => boolean])[] = [
  // https://docs.celeryq.dev/en/stable/userguide/periodic-tasks.html#starting-the-scheduler
  ['celery beat', (words) => words.includes('celery') && (words.includes('beat') || hasBeat(words))],
  ['celerybeat', ([name]) => name === 'celerybeat'],
  // https://github.com/rq/rq-scheduler
  ['rqscheduler', (words) => words.includes('rqscheduler')],
  // https://github.com/Rykian/clockwork
  ['clockwork', (words) => words.includes('clockwork')],
  // https://github.com/aptible/supercronic
  ['supercronic', ([name]) => name === 'supercronic'],
  ['cron', ([name]) => name === 'crond' || name === 'cron'],
  // https://laravel.com/docs/scheduling#running-the-scheduler: only tasks with onOneServer are safe
  ['schedule:work', (words) => words.includes('schedule:work')],
  ['resque-scheduler', (words) => words.some((word) => /^resque[:-]scheduler$/.test(word))],
];

/** The option of a worker for a scheduler in the same process. */
const hasBeat = (words: readonly string[]) =>
  words.includes('worker') && words.some((word) => /^(-B|--beat)$/.test(word));

/** A scheduler that starts jobs by the clock runs once. */
export const singleSchedulers: Rule = {
  id: 'single-schedulers',
  answer: 'risk',
  why: 'each replica of a scheduler starts each job: mails are sent and orders are booked as often as there are replicas',
  example:
    'Deployment default/api: spec.replicas: expected 1, since each replica of celery beat starts each job, received 2 [single-schedulers]',
  about: ['celery', 'rqscheduler', 'clockwork', 'cron', 'schedule:work', 'resque'],
  check: (bundle) =>
    bundle.containers.flatMap((container) => {
      const name = container.init ? undefined : schedulerOf(container);
      const object = container.template.owner;
      const replicas = name === undefined ? 1 : mostReplicas(bundle, container.template);
      if (name === undefined || replicas < 2 || !/^(Deployment|StatefulSet|Rollout|ReplicaSet)$/.test(object.kind))
        return [];
      const expected = `1, since each replica of ${name} starts each job`;
      return [{ object, field: 'spec.replicas', expected, received: quoted(replicas) }];
    }),
};

function schedulerOf(container: Container): string | undefined {
  const started = containerCommands(container).map((words) => words.map((word) => program([word])));
  return SCHEDULERS.find(([, isStarted]) => started.some(isStarted))?.[0];
}

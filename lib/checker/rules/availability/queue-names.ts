import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { type Setting, settings } from '../../bundle/containers/settings';
import { getOrInsert } from '../../manifest/get-or-insert';
import { identity, listAt, namespaceOf, stringAt, stringsAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** The name of a queue in a trigger of KEDA (https://keda.sh/docs/latest/scalers/), and in the settings of a worker. */
const TRIGGERS = new Map<string, readonly (readonly [parameter: string, setting: RegExp])[]>([
  ['rabbitmq', [['queueName', /(^|[_.-])queue([_.-]?names?)?$/i]]],
  [
    'kafka',
    [
      ['topic', /(^|[_.-])topics?([_.-]?name)?$/i],
      ['consumerGroup', /(^|[_.-])(consumer[_.-]?)?group([_.-]?id)?$/i],
    ],
  ],
  ['redis', [['listName', /(^|[_.-])(list|queue)([_.-]?(name|key))?$/i]]],
  ['azure-queue', [['queueName', /(^|[_.-])queue([_.-]?name)?$/i]]],
  ['azure-servicebus', [['queueName', /(^|[_.-])queue([_.-]?name)?$/i]]],
  ['aws-sqs-queue', [['queueURL', /(^|[_.-])queue[_.-]?url$/i]]],
  ['gcp-pubsub', [['subscriptionName', /(^|[_.-])subscription([_.-]?(name|id))?$/i]]],
]);

/** Settings with the name of a user or of a program, which may be that of a queue elsewhere. */
const OF_PROGRAM = /(user(name)?|client[_.-]?id|service([_.-]?name)?|app([_.-]?name)?)$/i;

/** The program that fills a queue, the worker and the scaler name the same queue. */
export const queueNames: Rule = {
  id: 'queue-names',
  answer: 'risk',
  why: 'a scaler that counts another queue never adds a worker, and a worker of another queue leaves the jobs where they are',
  example:
    'ScaledObject default/api: spec.triggers[0].metadata.queueName: expected "mails", the QUEUE of Deployment default/api, received "mail" [queue-names]',
  about: ['ScaledObject', 'celery', 'sidekiq', 'queue:'],
  check: (bundle) => [...scalers(bundle), ...celery(bundle), ...routed(bundle), ...filled(bundle)],
};

function scalers(bundle: Bundle): Finding[] {
  return bundle.ofKind('ScaledObject').flatMap((object) => {
    const target = stringAt(object, 'spec', 'scaleTargetRef', 'name') ?? '';
    const kind = stringAt(object, 'spec', 'scaleTargetRef', 'kind') ?? 'Deployment';
    const found = containersOf(bundle).get(`${kind} ${namespaceOf(object)}/${target}`) ?? [];
    const all = found.flatMap((container) => settings(bundle, container));
    const words = new Set([
      ...all.flatMap(({ name, value }) => (OF_PROGRAM.test(name) ? [] : value.split(/[\s,;"']+/))),
      ...found.flatMap((container) => commandLine(container).flatMap((word) => word.split(/[\s,;="']+/))),
    ]);
    return listAt(object, 'spec', 'triggers').flatMap((trigger, index) => {
      const metadata = stringsAt(trigger, 'metadata');
      return (TRIGGERS.get(stringAt(trigger, 'type') ?? '') ?? []).flatMap(([parameter, name]): Finding[] => {
        const counted = metadata[parameter];
        const option = queuesOf(found);
        const named = all.filter(
          (setting) => (name.test(setting.name) || option?.test(setting.name)) && isName(setting),
        );
        const [own] = named;
        if (counted === undefined || own === undefined || words.has(counted)) return [];
        // A program may have several queues.
        if (new Set(named.map(({ value }) => value)).size > 1) return [];
        const expected = `${quoted(own.value)}, the ${own.name} of ${kind} ${namespaceOf(object)}/${target}`;
        return [
          { object, field: `spec.triggers[${index}].metadata.${parameter}`, expected, received: quoted(counted) },
        ];
      });
    });
  });
}

const isName = ({ secret, value }: Setting): boolean => !secret && /^[\w.:/-]+$/.test(value);

const containersOf = once((bundle: Bundle) => {
  const found = new Map<string, Container[]>();
  for (const container of bundle.containers) {
    const { kind, metadata } = container.template.owner;
    const key = `${kind} ${container.template.namespace}/${metadata.name}`;
    getOrInsert(found, key, () => []).push(container);
  }
  return found;
});

/** https://docs.celeryq.dev/en/stable/userguide/routing.html: -Q names the queues of a worker, without it the default one. */
function celery(bundle: Bundle): Finding[] {
  return [...celeryWorkers(bundle).values()].flat().flatMap(({ container, option: own }): Finding[] => {
    const filled = settings(bundle, container).find(({ name }) => /^(CELERY_(TASK_)?DEFAULT_QUEUE)$/.test(name));
    const all = celeryWorkers(bundle).get(container.template.namespace) ?? [];
    if (
      filled === undefined ||
      own === undefined ||
      all.some(({ names }) => names.length === 0 || names.includes(filled.value))
    )
      return [];
    const expected = `${quoted(filled.value)} among the queues, since ${filled.name} puts jobs there`;
    return [{ object: own.object, field: own.field, expected, received: quoted(own.value) }];
  });
}

interface CeleryWorker {
  readonly container: Container;
  readonly option: Setting | undefined;
  /** Empty for the default queue. */
  readonly names: readonly string[];
}

/** The workers of Celery by namespace. */
const celeryWorkers = once((bundle: Bundle): ReadonlyMap<string, readonly CeleryWorker[]> => {
  const found = new Map<string, CeleryWorker[]>();
  for (const container of bundle.containers) {
    const words = commandLine(container).flatMap((word) => word.split(/\s+/));
    if (!words.some((word) => /(^|\/)celery$/.test(word)) || !words.includes('worker')) continue;
    const option = settings(bundle, container).find(
      ({ name, field }) => /^(Q|queues)$/.test(name) && /args$|command$/.test(field),
    );
    const names = (option?.value ?? '').split(',').filter((name) => name !== '');
    getOrInsert(found, container.template.namespace, () => []).push({ names, container, option });
  }
  return found;
});

/** Routes name queues of the workers: https://docs.celeryq.dev/en/stable/userguide/configuration.html#std-setting-task_routes */
function routed(bundle: Bundle): Finding[] {
  return [...celeryWorkers(bundle).values()].flatMap((workers): Finding[] => {
    const known = new Set(workers.flatMap(({ names }) => names));
    // A worker without a list takes all queues that its program defines.
    if (workers.some(({ names }) => names.length === 0)) return [];
    const [stray] = workers
      .flatMap(({ container }) =>
        settings(bundle, container)
          .filter(({ name, secret }) => /task_?routes$/i.test(name) && !secret)
          .flatMap((setting) => queuesIn(setting.value).map((queue) => ({ setting, queue }))),
      )
      .filter(({ queue }) => !known.has(queue));
    if (stray === undefined) return [];
    const { object, field, name } = stray.setting;
    const expected = `a worker of the queue, since ${name} puts jobs there (workers take ${[...known].join(', ')})`;
    return [{ object, field, expected, received: quoted(stray.queue) }];
  });
}

const queuesIn = (routes: string): string[] =>
  [...routes.matchAll(/["']queue["']\s*:\s*["']([\w.-]+)["']/g)].map(([, name = '']) => name);

/** Programs with workers, and the settings with the queues of a worker. */
const WORKERS: readonly (readonly [word: RegExp, queues: RegExp])[] = [
  // https://github.com/sidekiq/sidekiq/wiki/Advanced-Options#queues
  [/^sidekiq$/, /^(:?queues|q|queue)$/],
  // https://docs.celeryq.dev/en/stable/userguide/routing.html
  [/^celery$/, /^(Q|queues)$/],
  // https://laravel.com/docs/queues#queue-priorities
  [/^queue:(work|listen)$/, /^queue$/],
];

/** The option with the queues of the workers among some containers. */
function queuesOf(containers: readonly Container[]): RegExp | undefined {
  const words = new Set(
    containers.flatMap((container) => commandLine(container).flatMap((word) => word.split(/[\s/]+/))),
  );
  return WORKERS.find(([worker]) => [...words].some((word) => worker.test(word)))?.[1];
}

/** The queue that a variable of the same image names is the queue of a worker, but for a slip of the keyboard. */
function filled(bundle: Bundle): Finding[] {
  const workers = bundle.containers.flatMap((container) => {
    const words = new Set(commandLine(container).flatMap((word) => word.split(/[\s/]+/)));
    const found = WORKERS.find(([word]) => [...words].some((each) => word.test(each)));
    const queues = found && settings(bundle, container).filter(({ name }) => found[1].test(name));
    const names = (queues ?? []).flatMap(({ value }) => value.split(/[\s,]+/)).filter((name) => /^[a-z]/i.test(name));
    return names.length === 0 ? [] : [{ container, names: names.map((name) => name.replace(/,\d+$/, '')) }];
  });
  return bundle.containers.flatMap((container) => {
    const own = workers.filter(
      (worker) =>
        worker.container.template.namespace === container.template.namespace &&
        stringAt(worker.container.spec, 'image') === stringAt(container.spec, 'image'),
    );
    const names = own.flatMap((worker) => worker.names);
    if (container.init || names.length === 0) return [];
    return settings(bundle, container).flatMap(({ name, value, object, field, secret }): Finding[] => {
      if (!/^[A-Z_]+_QUEUE(_NAME)?$/.test(name) || secret || names.includes(value)) return [];
      const meant = names.find((each) => isTypo(value, each));
      const place = own[0]?.container.template.owner;
      if (meant === undefined || place === undefined) return [];
      return [
        {
          object,
          field,
          expected: `a queue of ${identity(place)} (${names.join(', ')})`,
          received: quoted(value),
          meant,
        },
      ];
    });
  });
}

import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables, type Variable } from '../../bundle/containers/container-environment';
import { imageReference } from '../../bundle/containers/image-reference';
import { getOrInsert } from '../../manifest/get-or-insert';
import { identity, listAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Keys of a program that writes for another program. */
const KEY = /(^|_)(ENCRYPTION_KEY|SECRET_KEY|SECRET_KEY_BASE|FERNET_KEY|JWT_SECRET|APP_KEY|MASTER_KEY|SIGNING_KEY)$/;
/** The address of the queue between the programs. */
const QUEUE =
  /^(\w+_)?(REDIS|BROKER|CELERY_BROKER|AMQP|RABBITMQ|QUEUE_REDIS|QUEUE_BULL_REDIS|SIDEKIQ_REDIS)_(URL|URI|DSN|DB|HOST)$/;
const DATABASE =
  /(^|_)(DATABASE|DB|POSTGRES|POSTGRESDB|PG|MYSQL|MONGO|MONGODB)(_|$).*(URL|URI|DSN|HOST|NAME|DATABASE|DB)$|^DATABASE_URL$/;
const WORKER = /\b(sidekiq|celery|resque|rq worker|queue:work|horizon|dramatiq|huey|good_job|delayed_job|worker)\b/;

/** The programs of one image that share a database share the keys and the queue. */
export const workersShareSettings: Rule = {
  id: 'workers-share-settings',
  answer: 'risk',
  why: 'a worker with another key cannot read what the application has written, and a worker at another queue waits for jobs that never come',
  example:
    'Deployment default/worker: spec.template.spec.containers[api].env[ENCRYPTION_KEY]: expected the value that Deployment default/web has, with the same image and database, received another one [workers-share-settings]',
  check: (bundle) => {
    const groups = new Map<string, Container[]>();
    for (const container of bundle.containers) {
      const { repository, tag } = imageReference(container) ?? {};
      if (container.init || repository === undefined) continue;
      getOrInsert(groups, `${container.template.namespace} ${repository}:${tag}`, () => []).push(container);
    }
    return [...groups.values()]
      .filter(({ length }) => length > 1 && length < 20)
      .flatMap((group) => ofGroup(bundle, group));
  },
};

interface Told {
  readonly container: Container;
  readonly variables: ReadonlyMap<string, Variable & { readonly mark: string }>;
  readonly isWorker: boolean;
}

function ofGroup(bundle: Bundle, group: readonly Container[]): Finding[] {
  const all = group.map((container) => toldOf(bundle, container));
  return all.flatMap((own) =>
    [...own.variables.values()].flatMap(({ name, path, mark }): Finding[] => {
      const isKey = KEY.test(name);
      if (!isKey && !(QUEUE.test(name) && own.isWorker)) return [];
      const others = all.filter((each) => each !== own && each.variables.has(name) && isSameSystem(own, each));
      const rivals = isKey ? others : others.filter(({ isWorker }) => !isWorker);
      const [first] = rivals;
      // Of two that differ, the worker is told.
      const isFirst = isKey && !own.isWorker && rivals.some(({ isWorker }) => isWorker);
      const isLater =
        isKey &&
        rivals.length === 1 &&
        !own.isWorker &&
        first !== undefined &&
        !first.isWorker &&
        all.indexOf(own) < all.indexOf(first);
      if (first === undefined || isFirst || isLater) return [];
      if (rivals.some((each) => each.variables.get(name)?.mark === mark)) return [];
      const expected = `the value that ${identity(first.container.template.owner)} has, with the same image and database`;
      return [{ object: own.container.template.owner, field: path, expected, received: 'another one' }];
    }),
  );
}

function toldOf(bundle: Bundle, container: Container): Told {
  const variables = new Map<string, Variable & { mark: string }>();
  for (const each of takenVariables(bundle, container)) {
    variables.set(each.name, { ...each, mark: markOf(each.name, each.value ?? `${each.source} ${each.name}`) });
  }
  const entries = listAt(container.spec, 'env');
  ownVariables(bundle, container).forEach((each, index) => {
    const from =
      valueAt(entries[index], 'valueFrom', 'secretKeyRef') ?? valueAt(entries[index], 'valueFrom', 'configMapKeyRef');
    const reference = `${each.source} ${stringAt(from, 'key')}`;
    variables.set(each.name, { ...each, mark: markOf(each.name, each.value ?? reference) });
  });
  const { owner } = container.template;
  const text = `${owner.metadata.name} ${container.name} ${commandLine(container).join(' ')}`.slice(0, 2000);
  return { container, variables, isWorker: WORKER.test(text.replaceAll('-', ' ')) };
}

/** The host without the suffix of a Service, and the number of the database: `redis/1`. */
function markOf(name: string, value: string): string {
  if (!QUEUE.test(name)) return value;
  const [, host = '', path = ''] = /^\w+:\/\/(?:[^@/]*@)?([\w-]+)[\w.-]*(?::\d+)?(\/[^?]*)?/.exec(value) ?? [];
  return host === '' ? value.replace(/\..*$/, '') : `${host}${/^\/?0?$/.test(path) ? '' : path}`;
}

/** True if two containers have a database in common, and no setting of a database differs. */
function isSameSystem(own: Told, other: Told): boolean {
  const common = [...own.variables.values()].filter(
    ({ name }) => DATABASE.test(name) && !QUEUE.test(name) && other.variables.has(name),
  );
  return common.length > 0 && common.every(({ name, mark }) => other.variables.get(name)?.mark === mark);
}

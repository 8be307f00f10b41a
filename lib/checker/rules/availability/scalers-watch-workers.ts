import type { Bundle } from '../../bundle/bundle';
import { commandLine } from '../../bundle/command-line';
import { ownVariables, takenVariables } from '../../bundle/container-environment';
import { listItems } from '../../manifest/field-path';
import { type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The parameter of a scaler with the thing that the worker reads, and the names of such variables and options. */
const WATCHED: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  // https://keda.sh/docs/latest/scalers/
  'apache-kafka': { topic: /TOPIC/i, consumerGroup: /GROUP(_?ID)?$/i },
  'artemis-queue': { queueName: /QUEUE/i },
  'aws-sqs-queue': { queueURL: /QUEUE_?URL$/i },
  'azure-queue': { queueName: /QUEUE/i },
  'azure-servicebus': { queueName: /QUEUE/i, subscriptionName: /SUBSCRIPTION/i },
  'gcp-pubsub': { subscriptionName: /SUBSCRIPTION/i },
  kafka: { topic: /TOPIC/i, consumerGroup: /GROUP(_?ID)?$/i },
  'nats-jetstream': { stream: /STREAM/i, consumer: /CONSUMER|DURABLE/i },
  rabbitmq: { queueName: /QUEUE/i },
  redis: { listName: /QUEUE|LIST/i },
  'redis-streams': { stream: /STREAM/i, consumerGroup: /GROUP/i },
};
/** Names of a variable that is no name of a queue. */
const OTHER =
  /(URL|URI|HOST|PORT|SIZE|LENGTH|LIMIT|MAX|MIN|TIMEOUT|PREFETCH|TYPE|CONNECTION|DLQ|DEAD|RETRY|RESULT|OUT|REPLY|PREFIX|DRIVER|PASSWORD|USER|BACKEND|INTERVAL|ENABLED|WORKERS|COUNT|ERROR|FAILED)/i;

/** A scaler watches the queue that its worker reads. */
export const scalersWatchWorkers: Rule = {
  id: 'scalers-watch-workers',
  answer: 'risk',
  why: 'a scaler of another queue than the one of the worker stays at 0 replicas while the work piles up',
  example:
    'ScaledObject media/thumbs: spec.triggers[0].metadata.queueName: expected the queue of Deployment media/thumbs (QUEUE is "thumbnails"), received "thumbnail" [scalers-watch-workers]',
  check: (bundle) =>
    bundle.ofKind('ScaledObject').flatMap((object) => {
      const words = wordsOf(bundle, object);
      if (words === undefined) return [];
      return listItems(object, '', 'spec.triggers').flatMap(({ item, path }): Finding[] =>
        Object.entries(WATCHED[stringAt(item, 'type') ?? ''] ?? {}).flatMap(([parameter, name]) => {
          const watched = stringAt(item, 'metadata', parameter);
          const own = words.filter(
            (word) => name.test(word.name) && (parameter === 'queueURL' || !OTHER.test(word.name.replace(name, ''))),
          );
          const [first] = own.filter(({ secret }) => !secret);
          // A worker that says the name anywhere may well read it.
          if (
            watched === undefined ||
            first === undefined ||
            words.some(({ value }) => value.split(/[^\w.-]+/).includes(watched) || value === watched)
          )
            return [];
          // A name that is part of another says nothing: a prefix may be added.
          if (/[$({]/.test(watched) || own.some(({ secret }) => secret)) return [];
          const what = parameter.replace(/Name$|URL$/, '').replace('consumerGroup', 'group');
          const expected = `the ${what} of ${targetOf(object)} (${first.name} is ${quoted(first.value)})`;
          return [{ object, field: `${path.slice(1)}.metadata.${parameter}`, expected, received: quoted(watched) }];
        }),
      );
    }),
};

const targetOf = (object: Manifest): string =>
  `${stringAt(object, 'spec', 'scaleTargetRef', 'kind') ?? 'Deployment'} ${namespaceOf(object)}/${stringAt(object, 'spec', 'scaleTargetRef', 'name')}`;

/** The variables and options of the workload of a scaler. Undefined without the workload. */
function wordsOf(bundle: Bundle, object: Manifest) {
  const kind = stringAt(object, 'spec', 'scaleTargetRef', 'kind') ?? 'Deployment';
  const owner = bundle.find(kind, namespaceOf(object), stringAt(object, 'spec', 'scaleTargetRef', 'name') ?? '');
  const template = bundle.select(namespaceOf(object), {}).find((each) => each.owner === owner);
  if (owner === undefined || template === undefined || valueAt(owner, 'spec') === undefined) return undefined;
  return template.containers.flatMap((container) => [
    ...[...takenVariables(bundle, container), ...ownVariables(bundle, container)].flatMap(({ name, value, secret }) =>
      value === undefined ? [] : [{ name, value, secret }],
    ),
    ...commandLine(container).flatMap((word, index, line) => {
      const [name = '', value = line[index + 1] ?? ''] = word.split('=', 2);
      return [name.startsWith('-') ? { name, value, secret: false } : { name: '', value: word, secret: false }];
    }),
  ]);
}

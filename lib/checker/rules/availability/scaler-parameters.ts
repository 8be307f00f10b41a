import type { Bundle } from '../../bundle/bundle';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { entryOf } from '../../manifest/entry-of';
import { listItems } from '../../manifest/field-path';
import { entriesAt, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** The parameters of scalers, of the trigger and of its authentication: https://keda.sh/docs/latest/scalers/ */
const PARAMETERS: Readonly<Record<string, string>> = {
  cron: 'timezone start end desiredReplicas',
  mysql:
    'connectionString connectionStringFromEnv host port dbName username password passwordFromEnv query queryValue activationQueryValue',
  postgresql:
    'connection connectionFromEnv host port dbName userName password passwordFromEnv sslmode query targetQueryValue activationTargetQueryValue',
  rabbitmq:
    'host hostFromEnv queueName mode value activationValue protocol vhostName username password usernameFromEnv passwordFromEnv ' +
    'unsafeSsl tls ca cert key keyPassword enableTLS useRegex pageSize operation timeout metricName queueLength excludeUnacknowledged ' +
    'workloadIdentityResource',
  redis:
    'address addressFromEnv host port username password usernameFromEnv passwordFromEnv listName listLength activationListLength ' +
    'databaseIndex enableTLS unsafeSsl tls ca cert key keyPassword hostFromEnv portFromEnv metricName',
};

/** KEDA reads the parameters of a scaler and of the authentication. */
export const scalerParameters: Rule = {
  id: 'scaler-parameters',
  answer: 'risk',
  why: 'KEDA leaves out a parameter that its scaler does not know: without the host, the query or the limit the scaler scales nothing',
  example:
    'TriggerAuthentication mail/queue: spec.secretTargetRef[0].parameter: expected a parameter of the scaler rabbitmq, received "uri" [scaler-parameters]',
  about: ['ScaledObject', 'ScaledJob'],
  check: (bundle) =>
    ['ScaledObject', 'ScaledJob'].flatMap((kind) =>
      bundle.ofKind(kind).flatMap((object) =>
        listItems(object, '', 'spec.triggers').flatMap(({ item, path }): Finding[] => {
          const type = stringAt(item, 'type') ?? '';
          const known = entryOf(PARAMETERS, type)?.split(' ') ?? [];
          if (known.length === 0) return [];
          const own = entriesAt(item, 'metadata')
            .filter(([name]) => !known.includes(name) && nearest(name, known) !== undefined)
            .map(([name]) => unknown(object, `${path.slice(1)}.metadata.${name}`, type, name, known));
          const protocol = type === 'rabbitmq' ? spoken(bundle, object, item, path.slice(1)) : [];
          return [...own, ...authenticated(bundle, object, item, type, known), ...protocol];
        }),
      ),
    ),
};

/** The unknown parameters of the authentication of a trigger. */
function authenticated(
  bundle: Bundle,
  object: Manifest,
  trigger: unknown,
  type: string,
  known: readonly string[],
): Finding[] {
  const name = stringAt(trigger, 'authenticationRef', 'name') ?? '';
  const found = bundle.find('TriggerAuthentication', namespaceOf(object), name);
  return ['secretTargetRef', 'configMapTargetRef', 'env'].flatMap((list) =>
    listAt(found, 'spec', list).flatMap((entry, index) => {
      const parameter = stringAt(entry, 'parameter') ?? '';
      if (found === undefined || known.includes(parameter) || valueAt(entry, 'parameter') === undefined) return [];
      return [unknown(found, `spec.${list}[${index}].parameter`, type, parameter, known)];
    }),
  );
}

/** The protocol of the host and of the mode: https://keda.sh/docs/latest/scalers/rabbitmq-queue/ */
function spoken(bundle: Bundle, object: Manifest, trigger: unknown, path: string): Finding[] {
  const protocol = stringAt(trigger, 'metadata', 'protocol') ?? 'auto';
  const scheme = /^(amqp|http)s?:\/\//.exec(hostOf(bundle, object, trigger) ?? '')?.[1];
  const told = protocol === 'auto' ? scheme : protocol;
  const field = `${path}.metadata.protocol`;
  if (scheme !== undefined && scheme !== told && /^(amqp|http)$/.test(protocol)) {
    const expected = `${quoted(scheme)}, the protocol of the URL of the host`;
    return [{ answer: 'broken', object, field, expected, received: quoted(protocol) }];
  }
  if (told !== 'amqp' || stringAt(trigger, 'metadata', 'mode') !== 'MessageRate') return [];
  const expected = '"QueueLength", or a host of http: RabbitMQ tells rates by http alone';
  return [{ answer: 'broken', object, field: `${path}.metadata.mode`, expected, received: '"MessageRate" with amqp' }];
}

/** The URL of the host: of the trigger, of a variable of the target, or of a Secret. */
function hostOf(bundle: Bundle, object: Manifest, trigger: unknown): string | undefined {
  const own = stringAt(trigger, 'metadata', 'host');
  if (own !== undefined) return own;
  const namespace = namespaceOf(object);
  const variable = stringAt(trigger, 'metadata', 'hostFromEnv');
  const target = stringAt(object, 'spec', 'scaleTargetRef', 'name');
  const values = bundle.containers
    .filter(({ template: { owner }, template }) => template.namespace === namespace && owner.metadata.name === target)
    .flatMap((container) => [...takenVariables(bundle, container), ...ownVariables(bundle, container)])
    .filter(({ name }) => name === variable)
    .map(({ value }) => value);
  if (variable !== undefined) return values[0];
  const found = bundle.find('TriggerAuthentication', namespace, stringAt(trigger, 'authenticationRef', 'name') ?? '');
  const entry = listAt(found, 'spec', 'secretTargetRef').find((each) => stringAt(each, 'parameter') === 'host');
  return bundle
    .secret(namespace, stringAt(entry, 'name') ?? '')
    ?.values?.find(({ key }) => key === stringAt(entry, 'key'))?.value;
}

function unknown(object: Manifest, field: string, type: string, name: string, known: readonly string[]): Finding {
  return {
    object,
    field,
    expected: `a parameter of the scaler ${type}`,
    received: quoted(name),
    meant: nearest(name, known),
  };
}

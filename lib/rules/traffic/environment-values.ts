import type { Bundle, Container } from '../bundle';
import { items, text } from '../manifest';
import { environmentSources } from '../running/environment-variables';

/** A value that a container finds in its environment. It may be a password: for eyes of rules only. */
export interface EnvironmentValue {
  readonly path: string;
  readonly value: string;
}

/** What a container finds in its environment, as far as manifests tell: out of ConfigMaps and Secrets, too. */
export function environmentValues(bundle: Bundle, container: Container): EnvironmentValue[] {
  const { namespace } = container.template;
  const own = items(container.spec, 'env').map((entry, index) => {
    const reference = (kind: string) => ['valueFrom', kind, 'name'] as const;
    const key = (kind: string) => text(entry, 'valueFrom', kind, 'key') ?? '';
    return {
      path: `${container.path}.env[${text(entry, 'name') ?? index}]`,
      value:
        text(entry, 'value') ??
        dataValue(
          bundle,
          'ConfigMap',
          namespace,
          text(entry, ...reference('configMapKeyRef')),
          key('configMapKeyRef'),
        ) ??
        dataValue(bundle, 'Secret', namespace, text(entry, ...reference('secretKeyRef')), key('secretKeyRef')),
    };
  });
  const taken = environmentSources(bundle, container).flatMap(({ path, kind, name, variables }) =>
    [...variables.values()].map((key) => ({ path, value: dataValue(bundle, kind, namespace, name, key) })),
  );
  return [...own, ...taken].flatMap(({ path, value }) => (value === undefined ? [] : [{ path, value }]));
}

function dataValue(bundle: Bundle, kind: string, namespace: string, name: string | undefined, key: string) {
  const object = bundle.find(kind, namespace, name ?? '');
  const plain = text(object, 'stringData', key);
  const data = text(object, 'data', key);
  return plain ?? (kind === 'Secret' && data !== undefined ? Buffer.from(data, 'base64').toString() : data);
}

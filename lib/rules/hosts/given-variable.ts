import type { Bundle, Container } from '../bundle';
import { get, items, text } from '../manifest';
import { environmentSources } from '../running/environment-variables';
import { secretValues } from './secret-values';

/** A variable that a container is given. Its value may be a password, never to be printed. */
export interface GivenVariable {
  /** Undefined if no manifest tells. */
  readonly value: string | undefined;
}

const REFERENCES = { secretKeyRef: 'Secret', configMapKeyRef: 'ConfigMap' } as const;

/** What a container is given under a name, out of Secrets and ConfigMaps, too; undefined if there is no such variable. */
export function givenVariable(bundle: Bundle, container: Container, name: string): GivenVariable | undefined {
  const { namespace } = container.template;
  const own = items(container.spec, 'env').filter((entry) => text(entry, 'name') === name);
  const last = own[own.length - 1];
  if (last !== undefined) {
    const plain = text(last, 'value');
    if (plain !== undefined) return { value: plain.includes('$(') ? undefined : plain };
    const values = Object.entries(REFERENCES).flatMap(([field, kind]) => {
      const reference = get(last, 'valueFrom', field);
      return dataValue(bundle, kind, namespace, text(reference, 'name'), text(reference, 'key')) ?? [];
    });
    return { value: values[0] };
  }
  const sources = environmentSources(bundle, container).filter(({ variables }) => variables.has(name));
  const source = sources[sources.length - 1];
  return source && { value: dataValue(bundle, source.kind, namespace, source.name, source.variables.get(name)) };
}

function dataValue(bundle: Bundle, kind: 'Secret' | 'ConfigMap', namespace: string, name = '', key = '') {
  const object = bundle.find(kind, namespace, name);
  if (kind === 'ConfigMap') return text(object, 'data', key);
  return secretValues(object).find((value) => value.key === key)?.value;
}

import type { Bundle, Container } from '../bundle';
import { get, items, named, text } from '../manifest';

/** A ConfigMap or Secret of which a container takes every key as a variable. */
export interface EnvironmentSource {
  readonly path: string;
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** What findings call it: `ConfigMap default/api`. */
  readonly object: string;
  /** The keys, by the names of the variables they become. */
  readonly variables: ReadonlyMap<string, string>;
}

/** The known sources of a container's `envFrom`, in their order: a later one wins. */
export function environmentSources(bundle: Bundle, { template, spec, path }: Container): EnvironmentSource[] {
  const { namespace } = template;
  return items(spec, 'envFrom').flatMap((entry, index) =>
    (['ConfigMap', 'Secret'] as const).flatMap((kind) => {
      const name = text(entry, kind === 'Secret' ? 'secretRef' : 'configMapRef', 'name');
      if (name === undefined) return [];
      const keys = kind === 'Secret' ? bundle.secretKeys(namespace, name) : bundle.configMapKeys(namespace, name);
      const prefix = text(entry, 'prefix') ?? '';
      const variables = new Map([...(keys ?? [])].map((key) => [`${prefix}${key}`, key]));
      const object = named(kind, namespace, name);
      return [{ path: `${path}.envFrom[${index}]`, kind, name, object, variables }];
    }),
  );
}

/** A variable of a container: undefined if it has none of that name, without value if no manifest may tell it. */
export function variable(
  bundle: Bundle,
  container: Container,
  name: string,
): { readonly value: string | undefined } | undefined {
  const configured = (configMap: string, key: string) =>
    text(bundle.find('ConfigMap', container.template.namespace, configMap), 'data', key);
  const own = items(container.spec, 'env').filter((entry) => text(entry, 'name') === name);
  const last = own[own.length - 1];
  if (last !== undefined) {
    const reference = get(last, 'valueFrom', 'configMapKeyRef');
    if (reference === undefined) return { value: text(last, 'value') };
    return { value: configured(text(reference, 'name') ?? '', text(reference, 'key') ?? '') };
  }
  const source = environmentSources(bundle, container)
    .filter(({ variables }) => variables.has(name))
    .pop();
  if (source === undefined) return undefined;
  return { value: source.kind === 'ConfigMap' ? configured(source.name, source.variables.get(name) ?? '') : undefined };
}

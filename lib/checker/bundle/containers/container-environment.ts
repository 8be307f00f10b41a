import { listItems } from '../../manifest/field-path';
import { type Json, listAt, named, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle, Container } from '../bundle';

/** A variable in the environment of a container. */
export interface Variable {
  readonly name: string;
  readonly path: string;
  /**
   * Undefined if no manifest has the value. Written as in the manifest: Kubernetes fills in `$(OTHER)` if there is no
   * source.
   */
  readonly value: string | undefined;
  /** True for a value of a Secret. Never to be printed. */
  readonly secret: boolean;
  /** The object with the value: `ConfigMap default/api`. */
  readonly source: string | undefined;
}

const SOURCES = [
  { kind: 'ConfigMap', one: 'configMapKeyRef', all: 'configMapRef' },
  { kind: 'Secret', one: 'secretKeyRef', all: 'secretRef' },
] as const;

/** The variables of a container's `env`. If a name repeats, the last entry wins; `env` overrides `envFrom`. */
export function ownVariables(bundle: Bundle, container: Container): readonly Variable[] {
  return own(bundle)(container);
}

/** The variables of a container's `envFrom`, in order. If a name repeats, the last source wins. */
export function takenVariables(bundle: Bundle, container: Container): readonly TakenVariable[] {
  return taken(bundle)(container);
}

const own = once((bundle: Bundle) => once((container: Container) => readOwn(bundle, container)));
const taken = once((bundle: Bundle) => once((container: Container) => readTaken(bundle, container)));

type TakenVariable = Variable & { readonly source: string };

function readOwn(bundle: Bundle, container: Container): Variable[] {
  return listItems(container.spec, container.path, 'env').map(({ item, path }) => {
    const [name, value] = [stringAt(item, 'name') ?? '', stringAt(item, 'value')];
    const from = SOURCES.find(({ one }) => stringAt(item, 'valueFrom', one, 'name') !== undefined);
    if (value || from === undefined) return { name, path, value, secret: false, source: undefined };
    const reference = valueAt(item, 'valueFrom', from.one);
    const { values, ...origin } = sourceOf(bundle, container, from.kind, reference);
    return { ...origin, name, path, value: values.get(stringAt(reference, 'key') ?? '') };
  });
}

function readTaken(bundle: Bundle, container: Container): TakenVariable[] {
  return listAt(container.spec, 'envFrom').flatMap((entry, index) =>
    SOURCES.flatMap(({ kind, all }) => {
      const { values, ...origin } = sourceOf(bundle, container, kind, valueAt(entry, all));
      const [path, prefix] = [`${container.path}.envFrom[${index}]`, stringAt(entry, 'prefix') ?? ''];
      return [...values].map(([key, value]) => ({ ...origin, name: `${prefix}${key}`, path, value }));
    }),
  );
}

/** The variable of a name, if the container has the variable. */
export function variable(bundle: Bundle, container: Container, name: string): Variable | undefined {
  return [...takenVariables(bundle, container), ...ownVariables(bundle, container)]
    .filter((candidate) => candidate.name === name)
    .pop();
}

/** The source of a reference, with its keys and known values. */
function sourceOf(bundle: Bundle, { template }: Container, kind: 'ConfigMap' | 'Secret', reference: Json | undefined) {
  const [secret, name] = [kind === 'Secret', stringAt(reference, 'name') ?? ''];
  const place = [template.namespace, name] as const;
  const keys = (secret ? bundle.secretKeys(...place) : bundle.configMapKeys(...place)) ?? [];
  const known = new Map(
    secret
      ? bundle.secret(...place)?.values?.map(({ key, value }) => [key, value])
      : Object.entries(stringsAt(bundle.find(kind, ...place), 'data')),
  );
  return { secret, source: named(kind, ...place), values: new Map([...keys].map((key) => [key, known.get(key)])) };
}

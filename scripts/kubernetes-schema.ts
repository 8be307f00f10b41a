import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Schema {
  readonly $ref?: string;
  readonly additionalProperties?: Schema;
  readonly allOf?: readonly Schema[];
  readonly format?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly type?: string;
  readonly 'x-kubernetes-group-version-kind'?: readonly Readonly<Record<'group' | 'kind' | 'version', string>>[];
}

type Table = Readonly<Record<string, string>>;

/** The kinds (`apps/v1 Deployment` → type) and the types (type → fields) of a version. */
interface Shapes {
  readonly kinds: Table;
  readonly types: Table;
}

/** Types of one name in several API groups, or versions of a group. Equal types share their name. */
const RENAMED: Table = {
  'io.k8s.api.autoscaling.v1.HorizontalPodAutoscaler': 'HorizontalPodAutoscalerV1',
  'io.k8s.api.autoscaling.v1.HorizontalPodAutoscalerSpec': 'HorizontalPodAutoscalerSpecV1',
  'io.k8s.api.core.v1.ResourceClaim': 'ContainerResourceClaim',
  'io.k8s.api.discovery.v1.EndpointPort': 'EndpointSlicePort',
  'io.k8s.api.events.v1.Event': 'EventV1',
  'io.k8s.api.events.v1.EventSeries': 'EventSeriesV1',
  'io.k8s.api.flowcontrol.v1.Subject': 'FlowSchemaSubject',
  'io.k8s.api.storage.v1.TokenRequest': 'CSITokenRequest',
  'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.ServiceReference': 'APIServiceReference',
};

/** Types that are written as a scalar, or as another type. */
const SCALARS: Table = {
  // A list of schemas, too, to the decoder; the validation refuses the list.
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray': 'JSONSchemaProps',
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'int-or-string',
};

/**
 * The kinds and fields of each version of Kubernetes, as the text of the committed file: the oldest version whole, then
 * the changes of each version.
 *
 * The folder holds a folder per version, named after its release (`1.34.4`), with the answers of an API server below
 * `/openapi/v3` as JSON files: `kubectl get --raw /openapi/v3/apis/apps/v1 > FOLDER/1.34.4/apps-v1.json`. The
 * repository of Kubernetes has the same answers in `api/openapi-spec/v3`.
 */
export function kubernetesSchema(folder: string): string {
  const releases = readdirSync(folder)
    .map((release) => ({ release, minor: minorOf(release) }))
    .sort((one, other) => one.minor - other.minor);
  let before: Shapes = { kinds: {}, types: {} };
  const versions = releases.map(({ release, minor }) => {
    const now = shapesOf(path.join(folder, release));
    const changed = { kinds: differences(before.kinds, now.kinds, newKind), types: typeDifferences(before, now) };
    before = now;
    return [`1.${minor}`, { release, ...changed }] as const;
  });
  return `${JSON.stringify(Object.fromEntries(versions), undefined, 1)}\n`;
}

const minorOf = (release: string): number => {
  const [, minor] = /^1\.(\d+)\.\d+$/.exec(release) ?? [];
  if (minor === undefined) throw new Error(`${release}: expected a folder named after a release, such as 1.34.4`);
  return Number(minor);
};

function shapesOf(folder: string): Shapes {
  const schemas = new Map<string, Schema>();
  for (const file of readdirSync(folder).sort()) {
    const { components } = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    for (const [name, schema] of Object.entries<Schema>(components?.schemas ?? {})) schemas.set(name, schema);
  }
  const kinds: Record<string, string> = {};
  const types: Record<string, string> = {};
  for (const [name, schema] of schemas) {
    const isObject = nameIn(schema.properties?.metadata)?.endsWith('.ObjectMeta');
    for (const { group, version, kind } of schema['x-kubernetes-group-version-kind'] ?? []) {
      // Alpha and beta versions are served only if a cluster turns them on.
      if (!isObject || !/^v\d+$/.test(version)) continue;
      kinds[`${group === '' ? '' : `${group}/`}${version} ${kind}`] = describe(name, schemas, types);
    }
  }
  if (Object.keys(kinds).length === 0) throw new Error(`${folder}: expected the answers of /openapi/v3`);
  return { kinds: sorted(kinds), types: sorted(types) };
}

const nameIn = (schema: Schema | undefined): string | undefined => {
  const ref = schema?.$ref ?? schema?.allOf?.[0]?.$ref;
  return ref?.slice(ref.lastIndexOf('/') + 1);
};

/** Adds a type and all types below; answers its short name. Fields are `name:type`, `name!:type` where required. */
function describe(name: string, schemas: ReadonlyMap<string, Schema>, types: Record<string, string>): string {
  const short = RENAMED[name] ?? name.slice(name.lastIndexOf('.') + 1);
  const { properties = {}, required = [] } = schemas.get(name) ?? {};
  const isKind = 'apiVersion' in properties && 'metadata' in properties;
  const fields = Object.entries(properties).map(([field, schema]): readonly [string, () => string] => {
    // The status is the cluster's to write, and kubectl's to print.
    if (isKind && field === 'status') return ['status', () => 'any'];
    return [`${field}${required.includes(field) ? '!' : ''}`, () => written(schema, schemas, types)];
  });
  const signature = fields.map(([field]) => field).join(' ');
  if (types[short] !== undefined) {
    const known = types[short].replace(/:\S*/g, '');
    if (known !== signature) throw new Error(`${name}: expected another name for it, ${short} has other fields`);
    return short;
  }
  types[short] = signature; // some types contain themselves
  types[short] = fields.map(([field, type]) => `${field}:${type()}`).join(' ');
  return short;
}

function written(schema: Schema, schemas: ReadonlyMap<string, Schema>, types: Record<string, string>): string {
  const name = nameIn(schema);
  if (name !== undefined) {
    if (SCALARS[name] !== undefined) return SCALARS[name];
    return schemas.get(name)?.properties ? describe(name, schemas, types) : 'any';
  }
  if (schema.items) return `${written(schema.items, schemas, types)}[]`;
  if (schema.additionalProperties) return `${written(schema.additionalProperties, schemas, types)}{}`;
  if (schema.type === 'integer') return schema.format === 'int32' ? 'int32' : 'integer';
  if (schema.format === 'byte') return 'base64';
  if (schema.type === 'object') return 'any';
  return schema.type ?? 'any';
}

/** The entries that are new or other, and `-` for the entries that are gone. */
function differences(before: Table, now: Table, shown: (was: string, is: string) => string): Table {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return Object.fromEntries(
    names.flatMap((name) => {
      const [was = '', is = ''] = [before[name], now[name]];
      return was === is ? [] : [[name, shown(was, is)]];
    }),
  );
}

const newKind = (_: string, is: string): string => (is === '' ? '-' : is);

/** Of a type, the fields that are new or other, and `-name` for a field that is gone. */
function typeDifferences(before: Shapes, now: Shapes): Table {
  const types = { ...before.types, ...now.types }; // no kind refers to a type that is gone
  return differences(before.types, types, (was, is) => {
    const [old, current] = [was.split(' ').filter(Boolean), is.split(' ')];
    const names = new Set(current.map(nameOf));
    const gone = old.map(nameOf).filter((name) => !names.has(name));
    return [...current.filter((field) => !old.includes(field)), ...gone.map((name) => `-${name}`)].join(' ');
  });
}

const nameOf = (field: string): string => field.replace(/!?:.*$/, '');

function sorted(table: Table): Table {
  return Object.fromEntries(Object.entries(table).sort(([one], [other]) => (one < other ? -1 : 1)));
}

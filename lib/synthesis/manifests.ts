import { ApiObject, App, type Chart, JsonPatch, Lazy } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Manifest } from '../checker/manifest/manifest';
import { OPERATED_KINDS, operatedId } from '../checker/operators';
import { lastPatches } from '../constructs/workload/patch';
import { UserError } from './user-error';

/**
 * The apply order of kinds: kubectl applies a file from top to bottom.
 * Kinds of operators follow the kind that they name, and a kind that is not listed comes last.
 */
const APPLY_ORDER = [
  'Namespace',
  'NetworkPolicy',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
  'Service',
  'EndpointSlice',
  'StatefulSet',
  'Job',
  'Deployment',
  'CronJob',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'Ingress',
];
const POSITIONS = new Map(
  APPLY_ORDER.flatMap((kind) => [
    kind,
    ...[...OPERATED_KINDS].flatMap(([id, { appliedAfter }]) => (appliedAfter === kind ? [id] : [])),
  ]).map((kind, position) => [kind, position]),
);

const CYCLE = 'dependencies: expected charts of which one can be applied first, received a circle';

/** Every problem in the tree below a construct, each behind its path. */
export function problemsOf(root: IConstruct): string[] {
  return root.node
    .findAll()
    .flatMap(({ node }) => node.validate().map((problem) => (node.path === '' ? problem : `${node.path}: ${problem}`)));
}

/** Every problem of charts, each behind its path. */
export function chartProblems(charts: Readonly<Record<string, Chart>>): string[] {
  return [...new Set(Object.values(charts).map(({ node }) => node.root))].flatMap(problemsOf);
}

/**
 * The files of one environment: manifests by file name.
 *
 * A name begins with the number of charts that lie before its chart in the longest chain of dependencies, so that
 * `kubectl apply -f` takes the files in the order of that chain, and a new chart renames no other's file. Constructs make
 * the chart of a Namespace a dependency, and no other: pods wait for servers in the cluster. Within a file,
 * objects stand in apply order and by name: neither depends on the ids of constructs.
 */
export function manifestsOf(charts: Readonly<Record<string, Chart>>): Map<string, Manifest[]> {
  const depths = new Map<IConstruct, number | 'in progress'>();
  const depth = (chart: IConstruct): number => {
    const known = depths.get(chart);
    if (known === 'in progress') throw new UserError([`${chart.node.path}: ${CYCLE}`]);
    if (known !== undefined) return known;
    depths.set(chart, 'in progress');
    const result = Math.max(-1, ...chart.node.dependencies.map(depth)) + 1;
    depths.set(chart, result);
    return result;
  };
  const files = Object.entries(charts).map(([name, chart]): [string, Manifest[]] => {
    return [`${depth(chart)}-${name}.k8s.yaml`, manifestsOfChart(chart)];
  });
  return new Map(files.sort(([a], [b]) => compare(a, b)));
}

/** The manifests of some kinds, in no order. */
export function manifestsOfKinds(charts: Readonly<Record<string, Chart>>, kinds: readonly string[]): Manifest[] {
  const constructs = Object.values(charts).flatMap((chart) => chart.node.findAll());
  const objects = constructs.filter((construct) => ApiObject.isApiObject(construct));
  return objects.filter(({ kind }) => kinds.includes(kind)).map((object) => object.toJson());
}

function manifestsOfChart(chart: Chart): Manifest[] {
  const objects = chart.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  if (objects.length === 0) throw new UserError([`${chart.node.path}: expected at least one object, received none`]);
  const hasResolvers = App.of(chart).resolvers.length > new App().resolvers.length;
  return objects
    .map((object) => compact(rendered(object, hasResolvers)))
    .sort(
      (a, b) =>
        order(a) - order(b) ||
        compare(a.kind, b.kind) ||
        compare(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
        compare(a.metadata.name, b.metadata.name),
    );
}

/**
 * The manifest of an object. A generated class, such as `k8s.KubeService`, writes plain props in half the time that its
 * `toJson()` takes: cdk8s copies props twice, to resolve and to sort them. Patches, and props with something to resolve,
 * such as a `Lazy` below the spec, are left to `toJson()`.
 */
function rendered(object: ApiObject, hasResolvers: boolean): Manifest {
  const kind = object.constructor as { manifest?(props: object): Manifest };
  // biome-ignore lint/complexity/useLiteralKeys: fields that are private to cdk8s, and that the compiler checks in brackets
  const [props, patches] = [object['props'], object['patches']];
  const given = props?.spec instanceof Lazy ? { ...props, spec: props.spec.produce() } : props;
  const isAsGiven = !hasResolvers && patches.length === 0 && isPlain(given);
  const last = lastPatches(object);
  // A subclass has a say in toJson().
  const isGenerated = Object.hasOwn(kind, 'manifest') && (last !== undefined || !Object.hasOwn(object, 'toJson'));
  if (!isAsGiven || !kind.manifest || !isGenerated) return object.toJson();
  const manifest = kind.manifest({ ...given, metadata: object.metadata.toJson() });
  return last ? JsonPatch.apply(manifest, ...last) : manifest;
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object') return typeof value !== 'function';
  if (value === null) return false;
  if (Array.isArray(value)) return value.every(isPlain);
  if (value.constructor === Object) return Object.values(value).every(isPlain);
  // A number or a string in a class, such as IntOrString: generated classes read the value.
  return 'value' in value && ['number', 'string'].includes(typeof value.value) && !('resolve' in value);
}

/** The same as V8 lays it out when it reads JSON, each object in one piece: every rule looks through all of them. */
const compact = (manifest: Manifest): Manifest => JSON.parse(JSON.stringify(manifest));

const order = (manifest: Manifest): number =>
  POSITIONS.get(operatedId(manifest)) ?? POSITIONS.get(manifest.kind) ?? POSITIONS.size;

/** By code unit: the same everywhere, unlike `localeCompare`. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

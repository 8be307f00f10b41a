import { type Definition, definitionOf } from '../../bundle/definitions';
import { outside } from '../../bundle/references/outside';
import { unknownKind } from '../../bundle/unknown-kind';
import { placeOfField } from '../../kubernetes/field-places';
import { atLeast, type KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { isCustom, type Shape, type Structure, shapes } from '../../kubernetes/object-shapes';
import { meantQuantity, SCALARS } from '../../kubernetes/scalars';
import { entryPath, fieldPath, itemPath } from '../../manifest/field-path';
import { apiGroup, entriesAt, type Json, listAt, type Manifest, valueAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** Every field of every object is known to Kubernetes, and has the right type. */
export const schema: Rule = {
  id: 'schema',
  answer: 'broken',
  why: 'what the API server does not know it rejects, or drops in silence: the cluster runs something else',
  example:
    'Deployment default/api: spec.replica: expected a field of DeploymentSpec, received "replica"; did you mean "replicas"? [schema]',
  check: (bundle) => {
    const { kubernetes } = bundle.cluster;
    return bundle.manifests.flatMap((object): Finding[] => {
      const definition = definitionOf(bundle, object);
      if (definition) return misdefined(object, definition, kubernetes);
      const kind = shapes(kubernetes).kindOf(object);
      if (!kind) return [unknownKind(object, kubernetes)];
      const inspection = { object, root: kind.structure, kubernetes, findings: [] };
      if (isNewer(kind.since, 'apiVersion', inspection)) return inspection.findings;
      inspect(object, kind.structure, '', inspection);
      return inspection.findings;
    });
  },
};

/** The mistakes of a custom resource, by its CRD and by the fields that all objects have. */
function misdefined(object: Manifest, definition: Definition, kubernetes: KubernetesVersion): Finding[] {
  const { served } = definition;
  if (served?.includes(object.apiVersion) === false) {
    const expected = `a version that the CRD serves (${served.join(', ') || 'none'})`;
    return [{ object, field: 'apiVersion', expected, received: quoted(object.apiVersion) }];
  }
  const { anyObject } = shapes(kubernetes);
  const inspection = { object, root: anyObject, kubernetes, findings: [] };
  for (const { name, shape } of anyObject.required) inspect(valueAt(object, name) ?? null, shape, name, inspection);
  return [...inspection.findings, ...definition.mistakesIn(object).map((mistake) => ({ object, ...mistake }))];
}

interface Inspection {
  readonly object: Manifest;
  /** The type of the whole object. */
  readonly root: Structure;
  readonly kubernetes: KubernetesVersion;
  readonly findings: Finding[];
}

function inspect(value: Json, shape: Shape, path: string, inspection: Inspection): void {
  if (value === null || shape.type === 'any') return; // `no-empty-values` has null
  if (!fits(value, shape)) inspection.findings.push(wrongType(inspection.object, path, value, shape));
  else if (shape.type === 'object') inspectFields(value, shape, path, inspection);
  else if (shape.type === 'list') {
    listAt(value).forEach((item, index) => {
      if (!isScalarThatFits(item, shape.of)) inspect(item, shape.of, itemPath(path, item, index), inspection);
    });
  } else if (shape.type === 'map') {
    for (const [key, each] of entriesAt(value)) {
      if (!isScalarThatFits(each, shape.of)) inspect(each, shape.of, entryPath(path, key), inspection);
    }
  }
}

/** True for most values. Saves the work of building their paths. */
function isScalarThatFits(value: Json, shape: Shape): boolean {
  return shape.type !== 'object' && shape.type !== 'list' && shape.type !== 'map' && SCALARS[shape.type].fits(value);
}

/** Required texts that have a meaning when empty. */
const MAY_BE_EMPTY = new Set([
  'AppProjectSpecClusterResourceWhitelist.group',
  'AppProjectSpecNamespaceResourceWhitelist.group',
  'HTTPHeader.value',
  'RoleRef.apiGroup',
  'Sysctl.value',
]);

function inspectFields(value: Json, shape: Structure, path: string, inspection: Inspection): void {
  const { object, findings } = inspection;
  const fields = value as Readonly<Record<string, Json>>;
  for (const name of Object.keys(fields)) {
    const [field, each = null] = [shape.fields.get(name), fields[name]];
    if (field && field.since === undefined && isScalarThatFits(each, field.shape)) continue;
    const here = fieldPath(path, name);
    if (!field) {
      const meant = nearest(name, [...shape.fields.keys()]);
      const place = meant === undefined ? placeOfField(name, inspection.root) : undefined;
      const elsewhere = place === undefined ? '' : ` (the one of that name belongs in ${place || 'the object itself'})`;
      const listed = isCustom(object) ? ' that stands in crds/' : '';
      const expected = `a field of ${shape.name}${listed}${elsewhere}`;
      // crds/ holds the fields in use. The CRD of a cluster may have more.
      const more = isCustom(object)
        ? outside('CustomResourceDefinition', '', `${object.kind}.${apiGroup(object.apiVersion)}`)
        : {};
      findings.push({ ...more, object, field: here, expected, received: quoted(name), meant });
    } else if (!isNewer(field.since, here, inspection)) {
      inspect(each, field.shape, here, inspection);
    }
  }
  for (const { name, shape: wanted } of shape.required) {
    const found = fields[name];
    const empty = found === '' && wanted.type === 'string' && !MAY_BE_EMPTY.has(`${shape.name}.${name}`);
    if (found !== undefined && !empty) continue;
    const received = empty ? 'an empty string' : 'nothing';
    findings.push({ object, field: fieldPath(path, name), expected: described(wanted), received });
  }
}

function isNewer(since: KubernetesVersion | undefined, field: string, inspection: Inspection): boolean {
  const { object, kubernetes, findings } = inspection;
  if (since === undefined || atLeast(kubernetes, since)) return false;
  const expected = `Kubernetes ${since} or newer, the first to read this by default`;
  findings.push({ object, field, expected, received: `Kubernetes ${kubernetes}` });
  return true;
}

function fits(value: Json, shape: Shape): boolean {
  if (shape.type === 'list') return Array.isArray(value);
  if (shape.type === 'map' || shape.type === 'object') return typeof value === 'object' && !Array.isArray(value);
  return SCALARS[shape.type].fits(value);
}

function described(shape: Shape): string {
  if (shape.type === 'list') return 'a list';
  if (shape.type === 'map') return 'an object';
  return shape.type === 'object' ? `an object (${shape.name})` : SCALARS[shape.type].expected;
}

/** Types of values that may hold a password. Findings describe such a value, and do not show it. */
const UNSHOWN: readonly Shape['type'][] = ['base64', 'list', 'map', 'object', 'string'];

function wrongType(object: Manifest, field: string, value: Json, shape: Shape): Finding {
  const unquoted = shape.type === 'string' && (typeof value === 'number' || typeof value === 'boolean');
  return {
    object,
    field,
    expected: unquoted ? 'a string: put it in quotes' : described(shape),
    received: typeof value === 'object' || UNSHOWN.includes(shape.type) ? inWords(value, shape) : quoted(value),
    meant: shape.type === 'quantity' ? meantQuantity(value) : undefined,
  };
}

function inWords(value: Json, shape: Shape): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' && shape.type === 'base64' ? 'text that is not base64' : `a ${typeof value}`;
}

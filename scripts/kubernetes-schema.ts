import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes lib/checker/kubernetes/kubernetes-1.28.json, the kinds and fields of Kubernetes 1.28, from the types that
 * cdk8s-plus-28 ships: `npm run generate`.
 *
 * Its k8s.d.ts says which fields a type has, which of them are required and what they hold; its k8s.js, which was
 * generated from the same source, says how TypeScript's names read in a manifest (`clusterIp` is `clusterIP`).
 */
const IMPORTS = path.join(__dirname, '..', 'node_modules', 'cdk8s-plus-28', 'lib', 'imports');
const TARGET = path.join(__dirname, '..', 'lib', 'checker', 'kubernetes', 'kubernetes-1.28.json');

/** TypeScript says number for both; these alone are floating point in Kubernetes (apiextensions/v1 JSONSchemaProps). */
const FRACTIONS = ['JsonSchemaProps.maximum', 'JsonSchemaProps.minimum', 'JsonSchemaProps.multipleOf'];

/** TypeScript says string for both; these are `format: byte` in Kubernetes: text in base64. */
const BYTES = [
  'ApiServiceSpec.caBundle',
  'CertificateSigningRequestSpec.request',
  'ConfigMap.binaryData',
  'Secret.data',
  'WebhookClientConfig.caBundle',
];

/** The schema as the text of the committed file, a kind or type a line. */
export function kubernetesSchema(imports: string = IMPORTS): string {
  const declarations = readFileSync(path.join(imports, 'k8s.d.ts'), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '');
  const code = readFileSync(path.join(imports, 'k8s.js'), 'utf8');
  const namer = nameIn(declarations);
  const objects = kindsOf(code, namer);
  const types = typesOf(declarations, code, new Set(objects.values()), namer);
  for (const type of [...objects.values(), ...[...types.values()].flatMap(referencesOf)]) {
    if (!types.has(type)) throw new Error(`${type} is referred to, but nowhere described`);
  }
  return `${JSON.stringify({ kinds: sorted(objects), types: sorted(types) }, undefined, 2)}\n`;
}

/** `apps/v1 Deployment` → the name of its type. */
function kindsOf(code: string, namer: Namer): Map<string, string> {
  const classes = [...code.matchAll(/^class Kube(\w+) extends/gm)].map(([, name = '']) => name);
  const kinds = [...code.matchAll(/^Kube(\w+)\.GVK = \{\n +apiVersion: '(\S+)',\n +kind: '(\w+)',\n\};$/gm)];
  if (kinds.length === 0 || kinds.length !== classes.length) {
    throw new Error(`${classes.length} classes, but ${kinds.length} of them say their apiVersion and kind`);
  }
  return new Map(kinds.map(([, name = '', apiVersion, kind]) => [`${apiVersion} ${kind}`, namer(`Kube${name}Props`)]));
}

/** Type → its fields: `name:type`, `name!:type` where one is required; `[]` is a list, `{}` a map. */
function typesOf(declarations: string, code: string, objects: ReadonlySet<string>, namer: Namer): Map<string, string> {
  const interfaces = [...declarations.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}$/gm)];
  if (interfaces.length !== declarations.split('export interface ').length - 1) {
    throw new Error('an interface is written in a way that this script does not read');
  }
  const types = new Map<string, string>();
  for (const [, typescriptName = '', body = ''] of interfaces) {
    const type = namer(typescriptName);
    if (types.has(type)) throw new Error(`${type} is described twice`);
    const names = fieldNames(typescriptName, code);
    const fields = propertiesOf(typescriptName, body).map(({ property, optional, written }) => {
      const name = names.get(property);
      if (name === undefined) throw new Error(`${typescriptName}.${property} has no name in k8s.js`);
      names.delete(property);
      return `${name}${optional ? '' : '!'}:${fieldType(`${type}.${property}`, written, namer)}`;
    });
    if (names.size > 0) throw new Error(`${typescriptName}: k8s.d.ts does not know ${[...names.keys()].join(', ')}`);
    types.set(type, [...(objects.has(type) ? identityFields(fields) : []), ...fields].join(' '));
  }
  return types;
}

/** What every object has, though cdk8s leaves it out: `status` is the cluster's to write, kubectl's to print. */
function identityFields(fields: readonly string[]): string[] {
  const status = fields.some((field) => /^spec!?:/.test(field)) ? ['status:any'] : [];
  return ['apiVersion:string', 'kind:string', ...status];
}

/** What TypeScript calls a type → what this file calls it. */
type Namer = (typescriptName: string) => string;

/** `KubeDeploymentProps` is the Deployment, unless another type has that name: there are two TokenRequests. */
function nameIn(declarations: string): Namer {
  return (typescriptName) => {
    const kind = /^Kube(\w+)Props$/.exec(typescriptName)?.[1];
    if (kind === undefined) return typescriptName;
    return declarations.includes(`\nexport interface ${kind} {`) ? `Kube${kind}` : kind;
  };
}

/** TypeScript's name of each field → its name in a manifest, from the function that renders the type. */
function fieldNames(typescriptName: string, code: string): Map<string, string> {
  const start = code.indexOf(`\nfunction toJson_${typescriptName}(obj) {\n`);
  const body = /const result = \{\n([\s\S]*?)^ {4}\};$/m.exec(code.slice(start, code.indexOf('\n}\n', start)))?.[1];
  if (start < 0 || body === undefined) throw new Error(`k8s.js does not render ${typescriptName}`);
  return new Map(
    body.split('\n').flatMap((line): [string, string][] => {
      if (line === '') return [];
      const [, name, property] = /^ {8}'([^']+)': .*?\bobj\.(\w+)\b/.exec(line) ?? [];
      if (name === undefined || property === undefined) throw new Error(`${typescriptName}: cannot read ${line}`);
      return [[property, name]];
    }),
  );
}

/** The properties of an interface without comments. Nothing else may stand in it. */
function propertiesOf(typescriptName: string, body: string) {
  const property = /^\s*readonly (\w+)(\??): ([^;{]+|\{\s*\[key: string\]: [^;]+;\s*\});\s*/;
  const properties: { property: string; optional: boolean; written: string }[] = [];
  let rest = body;
  while (rest.trim() !== '') {
    const [all, name, mark, written] = property.exec(rest) ?? [];
    if (all === undefined || name === undefined || written === undefined) {
      throw new Error(`${typescriptName}: cannot read ${rest.trim().split('\n')[0]}`);
    }
    properties.push({ property: name, optional: mark === '?', written });
    rest = rest.slice(all.length);
  }
  return properties;
}

const SCALARS: Readonly<Record<string, string>> = {
  any: 'any',
  boolean: 'boolean',
  Date: 'time',
  IntOrString: 'int-or-string',
  IoK8SApimachineryPkgApisMetaV1DeleteOptionsKind: 'string',
  number: 'integer',
  Quantity: 'quantity',
  string: 'string',
};

function fieldType(field: string, written: string, namer: Namer): string {
  const list = /^(.+)\[\]$/.exec(written)?.[1];
  if (list !== undefined) return `${fieldType(field, list, namer)}[]`;
  const map = /^\{\s*\[key: string\]: (.+);\s*\}$/.exec(written)?.[1];
  if (map !== undefined) return `${fieldType(field, map, namer)}{}`;
  if (!/^\w+$/.test(written)) throw new Error(`${field}: cannot read the type ${written}`);
  if (FRACTIONS.includes(field)) return 'number';
  if (BYTES.includes(field)) return 'base64';
  return SCALARS[written] ?? namer(written);
}

function referencesOf(fields: string): string[] {
  const types = fields.split(' ').map((field) => field.replace(/^.*:|[[\]{}]+$/g, ''));
  return types.filter((type) => /^[A-Z]/.test(type));
}

function sorted(map: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

if (require.main === module) writeFileSync(TARGET, kubernetesSchema());

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

const ROOT = path.join(__dirname, '..');
const CRDS = path.join(ROOT, 'crds');

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** The types of the kinds in crds/, by file name. */
export function customResourceImports(): Map<string, string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'imports-'));
  try {
    const cli = path.join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
    const options = ['--language', 'typescript', '--output', folder, '--no-save', '--check-upgrade=false'];
    for (const file of crdFiles()) {
      execFileSync(process.execPath, [cli, 'import', path.join(CRDS, file), ...options], {
        cwd: folder,
        stdio: 'ignore',
      });
    }
    return new Map(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The fields of the kinds in crds/, as the text of the committed file. */
export function customResourceSchema(): string {
  const kinds: Record<string, string> = {};
  const types: Record<string, string> = {};
  for (const file of crdFiles()) {
    for (const document of parseAllDocuments(readFileSync(path.join(CRDS, file), 'utf8'))) {
      const { group, names, versions } = (document.toJS() as Definition).spec;
      for (const { name, schema } of versions) {
        kinds[`${group}/${name} ${names.kind}`] = names.kind;
        const [first, ...rest] = ['apiVersion:string', 'kind:string', 'metadata:ObjectMeta', 'status:any'];
        describe(names.kind, { ...schema.openAPIV3Schema, required: ['spec'] }, types);
        types[names.kind] = [first, ...rest, types[names.kind]].join(' ');
      }
    }
  }
  const sorted = (record: Record<string, string>) => Object.fromEntries(Object.entries(record).sort());
  return `${JSON.stringify({ kinds: sorted(kinds), types: sorted(types) }, undefined, 2)}\n`;
}

/** Fields as `name:type`, `name!:type` where one is required; `[]` is a list, `{}` a map. */
function describe(type: string, { properties = {}, required = [] }: Schema, types: Record<string, string>): void {
  types[type] = Object.entries(properties)
    .map(([name, schema]) => {
      const mark = required.includes(name) ? '!' : '';
      return `${name}${mark}:${written(`${type}${name.charAt(0).toUpperCase()}${name.slice(1)}`, schema, types)}`;
    })
    .join(' ');
}

function written(type: string, schema: Schema, types: Record<string, string>): string {
  if (schema.items) return `${written(type, schema.items, types)}[]`;
  if (schema.additionalProperties) return `${written(type, schema.additionalProperties, types)}{}`;
  if (schema.type !== 'object') return schema.type ?? 'any';
  describe(type, schema, types);
  return type;
}

function crdFiles(): string[] {
  return readdirSync(CRDS).sort();
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Size } from 'cdk8s';
import { parse } from 'yaml';
import { identity, type Json, type Manifest, valueAt } from '../../../lib/checker/manifest/manifest';
import { Cpu } from '../../../lib/kubernetes';
import { manifestsOf } from '../../../lib/synthesis/manifests';
import { Image } from '../../../lib/values/image';
import { Password } from '../../../lib/values/password';
import { assemble } from '../../../lib/wealist/charts/index';
import type { Environment, LocalEnvironment } from '../../../lib/wealist/environments/environment';
import { frozen } from '../frozen/frozen';

/** Every value that the documents give, as an environment of this program: nothing but data. */
export const documented = frozen<LocalEnvironment>({
  cluster: { kubernetes: '1.34', importedImages: true, ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
  images: {
    postgresql: Image.tagged('postgres', '16-alpine'),
    'board-api': Image.imported('wealist-board-api', 'latest'),
    // Not on record.
    frontend: Image.imported('wealist-frontend', 'latest'),
    'hello-world': Image.imported('hello-world', '1.0.0'),
    'hello-server': Image.tagged('blux2/hello-server', '1.6'),
  },
  hosts: { wealist: 'wealist.local', helloWorld: 'hello.local' },
  databasePassword: Password.literal('mysupersecret'),

  postgresql: { statefulSet: { storage: { size: Size.gibibytes(5) } } },
  boardApi: {
    scaling: { replicas: 2 },
    resources: {
      cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
    },
  },
  frontend: {
    scaling: { replicas: 2 },
    resources: {
      cpu: { request: Cpu.millis(50), limit: Cpu.millis(100) },
      memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
    },
  },
  helloServer: {
    scaling: { replicas: 3 },
    resources: {
      cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) },
      memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
    },
  },
  helloWorld: {
    scaling: { replicas: 2 },
    resources: {
      cpu: { request: Cpu.millis(100), limit: Cpu.millis(250) },
      memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
    appEnv: 'production',
    logLevel: 'info',
  },
});

/** How the documents' namespaces end: `board-api-prod`. */
export const ENVIRONMENT = 'prod';

/** The objects of an environment, in apply order. */
export function render(name: string, environment: Environment): readonly Manifest[] {
  return [...manifestsOf(assemble(name, environment)).values()].flat();
}

/** What this program makes of the documents' values. */
export const rendered = render(ENVIRONMENT, documented);

/** One object, by its identity: `Deployment board-api-prod/board-api`. */
export function find(manifests: readonly Manifest[], name: string): Manifest {
  const found = manifests.find((manifest) => identity(manifest) === name);
  if (!found) throw new Error(`no ${name} among ${manifests.map(identity).join(', ')}`);
  return found;
}

export function fixtureText(file: string): string {
  return readFileSync(path.join(__dirname, 'fixtures', file), 'utf8');
}

/** What somebody wrote by hand. Where it is a template of a Helm chart, values take the places that it names. */
export function fixture(file: string, values: Json = {}): Json {
  return parse(fixtureText(file).replace(PLACE, (_, quote, name) => filled(quote, name, values))) as Json;
}

/** `"{{ .Values.service.port }}"` is a value of any type; with more text between the quotes, it is a part of a string. */
const PLACE = /("?)\{\{ \.Values\.([\w.]+) \}\}\1/g;

/** The names of the values for which a template has a place. */
export function placesIn(file: string): string[] {
  return [...fixtureText(file).matchAll(PLACE)].map(([, , name = '']) => name);
}

function filled(quote: string, name: string, values: Json): string {
  const value = valueAt(values, ...name.split('.'));
  if (value === undefined) throw new Error(`no value ${name}`);
  return quote === '' ? String(value) : JSON.stringify(value);
}

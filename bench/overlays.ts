import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Json, type Manifest, valueAt } from '../lib/checker/manifest/manifest';
import { parseManifests } from '../lib/checker/manifest/yaml-reader';
import { toYaml } from '../lib/synthesis/yaml-writer';

/**
 * What a team would keep for the same environments in kustomize: a base with the objects of the first environment, a
 * folder per system, and an overlay per environment that puts every system into its namespace and patches each field that
 * differs. What only one environment has stands in its overlay, what it does not have is deleted there.
 */
export function writeOverlays(dist: string, folder: string): string[] {
  const environments = readdirSync(dist);
  const [first = ''] = environments;
  const base = systemsOf(path.join(dist, first));
  for (const [system, objects] of base) {
    write(path.join(folder, 'base', system), {
      'objects.yaml': toYaml(objects.filter((object) => object.kind !== 'Namespace').map(withoutNamespace)),
      'kustomization.yaml': toYaml([{ resources: ['objects.yaml'] }]),
    });
  }
  for (const environment of environments) {
    const systems = systemsOf(path.join(dist, environment));
    for (const [system, objects] of systems) {
      const own = objects.filter((object) => object.kind === 'Namespace' || !find(base.get(system), object));
      write(path.join(folder, environment, system), {
        'own.yaml': toYaml(own.map(withoutNamespace)),
        'kustomization.yaml': toYaml([
          {
            namespace: objects[0]?.metadata.namespace,
            resources: [`../../base/${system}`, 'own.yaml'],
            patches: (base.get(system) ?? []).flatMap((object) => patch(object, find(objects, object))),
          },
        ]),
      });
    }
    write(path.join(folder, environment), { 'kustomization.yaml': toYaml([{ resources: [...systems.keys()] }]) });
  }
  return environments;
}

/** Refuses overlays that do not render what dist has: they would be compared with something else. */
export function checkOverlays(dist: string, folder: string): void {
  for (const environment of readdirSync(dist)) {
    const wanted = [...systemsOf(path.join(dist, environment)).values()].flat();
    const place = path.join(folder, environment);
    const result = spawnSync('kubectl', ['kustomize', place], { encoding: 'utf8', maxBuffer: 2 ** 26 });
    const { stdout, stderr, error } = result;
    if (error) throw new Error(`the benchmark compares with kubectl kustomize: ${error.message}`);
    const rendered = parseManifests(stdout).map(({ manifest }) => manifest);
    for (const object of wanted) {
      const found = rendered.find(
        (each) => isSame(each, object) && each.metadata.namespace === object.metadata.namespace,
      );
      if (isDeepStrictEqual(found, object)) continue;
      throw new Error(`kustomize renders ${environment} otherwise: ${object.kind} ${object.metadata.name} ${stderr}`);
    }
    if (rendered.length !== wanted.length) throw new Error(`kustomize renders ${rendered.length} objects`);
  }
}

/** The objects of an environment by the system whose namespace they are, or are in. */
function systemsOf(folder: string): Map<string, Manifest[]> {
  const environment = path.basename(folder);
  const systems = new Map<string, Manifest[]>();
  for (const file of readdirSync(folder)) {
    for (const { manifest } of parseManifests(readFileSync(path.join(folder, file), 'utf8'))) {
      const namespace = manifest.metadata.namespace ?? manifest.metadata.name;
      const system = namespace.replace(new RegExp(`-${environment}$`), '');
      // An object with a namespace first: it tells which one the overlay is for.
      const others = systems.get(system) ?? [];
      systems.set(system, manifest.kind === 'Namespace' ? [...others, manifest] : [manifest, ...others]);
    }
  }
  return systems;
}

const isSame = (a: Manifest, b: Manifest): boolean => a.kind === b.kind && a.metadata.name === b.metadata.name;

function find(objects: readonly Manifest[] | undefined, wanted: Manifest): Manifest | undefined {
  return objects?.find((object) => isSame(object, wanted));
}

function withoutNamespace({ metadata: { namespace: _, ...metadata }, ...object }: Manifest): object {
  return { ...object, metadata };
}

function patch(before: Manifest, after: Manifest | undefined): object[] {
  if (before.kind === 'Namespace') return [];
  const { kind, metadata, apiVersion } = before;
  const target = { kind, name: metadata.name };
  if (!after)
    return [{ patch: JSON.stringify({ $patch: 'delete', apiVersion, kind, metadata: { name: metadata.name } }) }];
  const operations = differences(withoutNamespace(before) as Manifest, withoutNamespace(after) as Manifest, '');
  return operations.length === 0 ? [] : [{ target, patch: JSON.stringify(operations) }];
}

/** The JSON patch that leads from one value to another. */
function differences(before: Json | undefined, after: Json | undefined, at: string): object[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => differences(item, after[index], `${at}/${index}`));
  }
  if (!isObject(before) || !isObject(after)) return [{ op: 'replace', path: at, value: after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const place = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const [old, now] = [valueAt(before, key), valueAt(after, key)];
    if (now === undefined) return [{ op: 'remove', path: place }];
    return old === undefined ? [{ op: 'add', path: place, value: now }] : differences(old, now, place);
  });
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function write(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}

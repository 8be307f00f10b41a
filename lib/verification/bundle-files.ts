import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Manifest } from '../rules/manifest';
import { parseManifests } from '../synthesis/yaml-reader';

/** Where a manifest stands: so a finding can point at it. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** The manifests below one path, taken for one environment. */
export interface BundleFiles {
  readonly places: ReadonlyMap<Manifest, Place>;
  /** What could not be read, a sentence each. */
  readonly unreadable: readonly string[];
}

/** Reads a file, or every YAML and JSON file of a folder and the folders below it, in the order of their names. */
export function readBundle(target: string): BundleFiles {
  const places = new Map<Manifest, Place>();
  const unreadable: string[] = [];
  for (const file of filesBelow(target, unreadable)) {
    try {
      for (const { manifest, line } of parseManifests(readFileSync(file, 'utf8'))) places.set(manifest, { file, line });
    } catch (error) {
      unreadable.push(`${file}: expected Kubernetes manifests, received ${firstLine(error)}`);
    }
  }
  if (places.size === 0 && unreadable.length === 0) {
    unreadable.push(`${target}: expected at least one manifest in a .yaml, .yml or .json file, received none`);
  }
  return { places, unreadable };
}

function filesBelow(target: string, unreadable: string[]): string[] {
  try {
    if (!statSync(target).isDirectory()) return [target];
    const entries = readdirSync(target, { recursive: true, withFileTypes: true });
    return entries
      .filter(
        (entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name) && !/^kustomization\.ya?ml$/.test(entry.name),
      )
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    unreadable.push(`${target}: expected a file or folder that can be read, received ${firstLine(error)}`);
    return [];
  }
}

const firstLine = (error: unknown): string => (error as Error).message.split('\n')[0] ?? '';

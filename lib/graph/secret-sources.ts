import type { Bundle } from '../checker/bundle/bundle';
import { podReferences } from '../checker/bundle/references/pod-references';
import { getOrInsert } from '../checker/manifest/get-or-insert';
import { identity, type Manifest, stringAt } from '../checker/manifest/manifest';

/** The places that the Secrets of pods come from, by workload. */
export function secretSources(bundle: Bundle): Map<string, Set<string>> {
  const sources = new Map<string, Set<string>>();
  for (const { object, namespace, name } of podReferences(bundle, 'Secret')) {
    const maker = bundle.secret(namespace, name)?.maker;
    getOrInsert(sources, identity(object), () => new Set<string>()).add(sourceOf(maker));
  }
  return sources;
}

function sourceOf(maker: Manifest | undefined): string {
  if (maker === undefined) return 'already in the cluster';
  const store = stringAt(maker, 'spec', 'secretStoreRef', 'name');
  if (store !== undefined) return `store ${store}`;
  return maker.kind === 'Secret' ? 'these manifests' : maker.kind;
}

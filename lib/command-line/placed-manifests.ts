import { type Manifest, namespaceOf } from '../checker/manifest/manifest';
import { rememberMistakes, textMistakes } from '../checker/manifest/text-mistakes';
import type { BundleFiles, Place } from './bundle-files';

/** Kinds of operators that have no namespace begin so: ClusterIssuer, ClusterSecretStore. */
const CLUSTER_WIDE = /^Cluster(?!$)[A-Z]/;

/** The manifests of several paths, and those without a namespace in the namespace that the settings name. */
export function placedIn(namespace: string | undefined, read: readonly BundleFiles[]): Map<Manifest, Place> {
  const all = read.flatMap(({ places }) => [...places]);
  if (namespace === undefined) return new Map(all);
  return new Map(
    all.map(([manifest, place]) => {
      const placed = manifest.metadata.namespace !== undefined || namespaceOf(manifest) === '';
      if (placed || CLUSTER_WIDE.test(manifest.kind)) return [manifest, place] as const;
      const moved = { ...manifest, metadata: { ...manifest.metadata, namespace } };
      rememberMistakes(moved, textMistakes(manifest), []);
      return [moved, place] as const;
    }),
  );
}

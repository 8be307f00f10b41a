/** The supported Kubernetes versions, the oldest first. */
export const KUBERNETES_VERSIONS = [
  ...(['1.28', '1.29', '1.30', '1.31', '1.32'] as const),
  ...(['1.33', '1.34', '1.35', '1.36', '1.37'] as const),
] as const;

/** The oldest Kubernetes version of a cluster. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

/** The version that manifests without a known cluster are held to. */
export const NEWEST: KubernetesVersion = '1.37';

/** True if a version has the features of another version. */
export function atLeast(version: KubernetesVersion, needed: KubernetesVersion): boolean {
  return KUBERNETES_VERSIONS.indexOf(version) >= KUBERNETES_VERSIONS.indexOf(needed);
}

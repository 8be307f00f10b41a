/** The Kubernetes versions that manifests can be written for, the oldest first. */
export const KUBERNETES_VERSIONS = ['1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34'] as const;

/** The oldest Kubernetes that an environment's cluster runs. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

/** Whether a cluster of one version has what came with another. */
export function atLeast(version: KubernetesVersion, needed: KubernetesVersion): boolean {
  return KUBERNETES_VERSIONS.indexOf(version) >= KUBERNETES_VERSIONS.indexOf(needed);
}

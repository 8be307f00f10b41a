import type { k8s } from 'cdk8s-plus-28';

/** Where a container with a read-only root file system may write, and where that lies in the pod. */
export interface ScratchSpace {
  readonly volumeMounts: k8s.VolumeMount[];
  readonly volumes: k8s.Volume[];
}

/** Empty volumes at these paths, named after them; they live as long as the pod. */
export function scratchSpace(paths: readonly string[]): ScratchSpace {
  const named = paths.map((path) => ({ path, name: path.slice(1).replaceAll('/', '-') }));
  return {
    volumeMounts: named.map(({ name, path }) => ({ name, mountPath: path })),
    volumes: named.map(({ name }) => ({ name, emptyDir: {} })),
  };
}

import type { Size } from 'cdk8s';
import { problem } from '../../checker/problem';
import { k8s } from '../../kubernetes';

/** The writable folders of a container with a read-only root file system, and the volumes behind the folders. */
export interface ScratchSpace {
  readonly volumeMounts: k8s.VolumeMount[];
  readonly volumes: k8s.Volume[];
}

/** Empty volumes at these paths, named after the paths, each of this size at most; they live as long as the pod. */
export function scratchSpace(paths: readonly string[], limit: Size): ScratchSpace {
  const sizeLimit = k8s.Quantity.fromString(limit.asString());
  const named = paths.map((path) => ({ path, name: volumeName(path) }));
  return {
    volumeMounts: named.map(({ name, path }) => ({ name, mountPath: path })),
    volumes: named.map(({ name }) => ({ name, emptyDir: { sizeLimit } })),
  };
}

const volumeName = (path: string): string => path.slice(1).replaceAll('/', '-');

/** Refuses paths that make no name of a volume, or the same one twice. */
export function checkScratchSpace(field: string, paths: readonly string[]): string[] {
  const names = paths.map(volumeName);
  return paths.flatMap((path, i) => {
    if (!/^(\/[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/.test(path)) {
      return [problem(field, 'absolute paths of lower-case letters, digits and "-", such as "/var/cache"', path)];
    }
    return names.indexOf(names[i] ?? '') === i
      ? []
      : [problem(field, 'paths that differ by more than "/" and "-"', path)];
  });
}

import { type Manifest, stringAt, valueAt } from '../manifest/manifest';
import { pathBelow } from '../manifest/origin';
import type { DeliveredFiles, Operator } from './operator';

/** Flux: https://fluxcd.io */
export const flux: Operator = {
  kinds: {
    'source.toolkit.fluxcd.io/GitRepository': { appliedAfter: 'Ingress' },
    'source.toolkit.fluxcd.io/OCIRepository': { appliedAfter: 'Ingress' },
    'kustomize.toolkit.fluxcd.io/Kustomization': { appliedAfter: 'Ingress', delivers: filesOf },
  },
};

/** All manifests below a folder: https://fluxcd.io/flux/components/kustomize/kustomizations/ */
function filesOf(kustomization: Manifest): DeliveredFiles {
  const folder = stringAt(kustomization, 'spec', 'path') ?? '';
  const policy = stringAt(kustomization, 'spec', 'deletionPolicy') ?? 'MirrorPrune';
  const prunes = valueAt(kustomization, 'spec', 'prune') === true;
  return {
    reads: (manifest) => pathBelow(manifest, folder) !== undefined,
    takesAlong: policy === 'MirrorPrune' ? prunes : policy !== 'Orphan',
  };
}

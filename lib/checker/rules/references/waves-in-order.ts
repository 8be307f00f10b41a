import type { Bundle } from '../../bundle/bundle';
import { podReferences } from '../../bundle/references/pod-references';
import type { Reference } from '../../bundle/references/reference';
import { identity, listAt, type Manifest, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const KINDS = ['ConfigMap', 'Secret', 'PersistentVolumeClaim', 'ServiceAccount'] as const;
/** Workloads for whose pods Argo CD waits before the next wave. */
const AWAITED = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'Pod', 'Rollout', 'ReplicaSet']);
const WAVE = 'argocd.argoproj.io/sync-wave';
const HOOK = 'argocd.argoproj.io/hook';
const PHASES = ['PreSync', 'Sync', 'PostSync'];

/** What pods need is there before their wave: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/ */
export const wavesInOrder: Rule = {
  id: 'waves-in-order',
  answer: 'broken',
  why: 'Argo CD applies a wave once all objects of the wave before are healthy: pods that need an object of a later wave never are, and the object is never applied',
  example:
    'ConfigMap default/api: metadata.annotations[argocd.argoproj.io/sync-wave]: expected at most -1, the wave of Job default/migrate, which needs the ConfigMap, received "1" [waves-in-order]',
  about: [WAVE, HOOK],
  check: (bundle) => {
    const found = KINDS.flatMap((kind) => needs(bundle, kind).flatMap((need) => late(bundle, kind, need)));
    return [...new Map(found.map((each) => [each.object, each])).values()];
  },
};

type Need = Pick<Reference, 'object' | 'namespace' | 'name'>;

function needs(bundle: Bundle, kind: (typeof KINDS)[number]): readonly Need[] {
  if (kind === 'ConfigMap' || kind === 'Secret') return podReferences(bundle, kind);
  return bundle.templates.flatMap(({ owner: object, namespace, spec }) => {
    const names =
      kind === 'ServiceAccount'
        ? [stringAt(spec, 'serviceAccountName')]
        : listAt(spec, 'volumes').map((volume) => stringAt(volume, 'persistentVolumeClaim', 'claimName'));
    return names.flatMap((name) => (name === undefined ? [] : [{ object, namespace, name }]));
  });
}

function late(bundle: Bundle, kind: string, { object: workload, namespace, name }: Need): Finding[] {
  const object = kind === 'Secret' ? bundle.secret(namespace, name)?.maker : bundle.find(kind, namespace, name);
  if (object === undefined || object === workload || !AWAITED.has(workload.kind)) return [];
  const [own, needed] = [orderOf(workload), orderOf(object)];
  if (own === undefined || needed === undefined) return [];
  if (needed.phase < own.phase || (needed.phase === own.phase && needed.wave <= own.wave)) return [];
  const isLater = needed.phase > own.phase;
  const annotation = isLater ? HOOK : WAVE;
  const expected = isLater
    ? `${PHASES[own.phase]} or before, the phase of ${identity(workload)}, which needs the ${kind}`
    : `at most ${own.wave}, the wave of ${identity(workload)}, which needs the ${kind}`;
  const received = quoted(stringAt(object, 'metadata', 'annotations', annotation));
  return [{ object, field: `metadata.annotations[${annotation}]`, expected, received }];
}

/** The place of an object in a synchronization. Undefined for an object of Helm's hooks, or of a failed synchronization. */
function orderOf(object: Manifest): { readonly phase: number; readonly wave: number } | undefined {
  const annotation = (name: string) => stringAt(object, 'metadata', 'annotations', name);
  const hooks = annotation(HOOK)?.split(/[\s,]+/) ?? ['Sync'];
  const [phase = -1] = hooks.map((hook) => PHASES.indexOf(hook)).sort();
  const wave = Number(annotation(WAVE) ?? 0);
  return annotation('helm.sh/hook') !== undefined || phase < 0 || Number.isNaN(wave) ? undefined : { phase, wave };
}

import { isOrphan } from '../../bundle/references/words';
import { momentsOf } from '../../kubernetes/cron-schedule';
import { entryOf } from '../../manifest/entry-of';
import { entriesAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** Fields that stop the controller of an object, by kind. A suspended Job waits for a person or a queue. */
const FIELDS: Readonly<Record<string, string>> = {
  CronJob: 'suspend',
  Deployment: 'paused',
  HelmRelease: 'suspend',
  Kustomization: 'suspend',
  Rollout: 'paused',
  Schedule: 'paused',
  ScheduledBackup: 'suspend',
};
/** Annotations and labels with which a controller leaves an object alone, each with the value. Source: the controllers' docs. */
const MARKS: Readonly<Record<string, RegExp>> = {
  'autoscaling.keda.sh/paused': /^true$/,
  'autoscaling.keda.sh/paused-replicas': /^\d+$/,
  'cluster.x-k8s.io/paused': /./,
  'cnpg.io/hibernation': /^on$/,
  'crossplane.io/paused': /^true$/,
  'eck.k8s.elastic.co/managed': /^false$/,
  'kustomize.toolkit.fluxcd.io/reconcile': /^disabled$/,
  'rabbitmq.com/pauseReconciliation': /^true$/,
  'strimzi.io/pause-reconciliation': /^true$/,
};
/** Annotations and labels of programs that start a suspended object, or pause one on purpose. */
const STARTERS = /^(kueue\.x-k8s\.io|jobset\.sigs\.k8s\.io|batch\.volcano\.sh)\//;
/** Names of jobs that a person starts. */
const BY_HAND =
  /(^|-)(ad-?hoc|break-?glass|debug|manual|manually|on-?demand|restore|template|trigger|drill|oneoff|one-off)(-|$)/;
/** Words of a person who suspended a job on purpose, in an annotation. */
const ON_PURPOSE = /\b(suspended|paused|on purpose|by hand|manual(ly)?|on demand|--from=cronjob)\b/i;

/** Nobody left an object paused. */
export const nothingPaused: Rule = {
  id: 'nothing-paused',
  answer: 'risk',
  why: 'a suspended CronJob never starts a job, and a paused Deployment makes no pods when it is new, and takes no change later: the API server says nothing of it',
  example:
    'CronJob default/backup: spec.suspend: expected false: Kubernetes starts no job as long as the field is true, received true [nothing-paused]',
  about: [...Object.values(FIELDS), ...Object.keys(MARKS)],
  check: (bundle) => [
    ...Object.entries(FIELDS).flatMap(([kind, field]) =>
      bundle
        .ofKind(kind)
        .filter((object) => valueAt(object, 'spec', field) === true && !isMeant(object))
        .filter((object) => kind !== 'CronJob' || isOrphan(bundle, object.metadata.name, object))
        .map((object) => ({
          object,
          field: `spec.${field}`,
          expected: `false: ${entryOf(EFFECTS, kind) ?? 'nothing of the object is applied as long as the field is true'}`,
          received: 'true',
        })),
    ),
    ...bundle.manifests.flatMap((object) =>
      ['labels', 'annotations'].flatMap((part) =>
        entriesAt(object, 'metadata', part)
          .filter(([key, value]) => entryOf(MARKS, key)?.test(String(value)) === true)
          .map(([key, value]) => ({
            object,
            field: `metadata.${part}[${key}]`,
            expected: 'no such mark: the controller leaves the object alone as long as the mark is there',
            received: quoted(value),
          })),
      ),
    ),
  ],
};

const EFFECTS: Readonly<Record<string, string>> = {
  CronJob: 'Kubernetes starts no job as long as the field is true',
  Deployment: 'Kubernetes makes no pods of a new template as long as the field is true',
};

function isMeant({ metadata, spec }: Manifest): boolean {
  const marks = [metadata.labels, metadata.annotations].flatMap((all) => Object.entries(all ?? {}));
  const schedule = momentsOf(stringAt(spec, 'schedule') ?? '* * * * *');
  // The 31st of February is a way to say never.
  const never = schedule?.[2]?.every((day) => day > 29) === true && schedule[3]?.length === 1;
  return (
    never ||
    BY_HAND.test(metadata.name) ||
    marks.some(([key, value]) => STARTERS.test(key) || BY_HAND.test(String(value))) ||
    Object.values(metadata.annotations ?? {}).some((value) => ON_PURPOSE.test(String(value)))
  );
}

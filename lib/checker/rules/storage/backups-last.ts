import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { imageName } from '../../bundle/containers/image-users';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { DUMP, TAKEN } from '../../programs/dumps';
import type { Finding, Rule } from '../../rule';

/** Images with a client and nothing that uploads. */
const CLIENTS =
  /^(alpine|bitnami\/\w+|busybox|etcd|influxdb|mariadb|mongo|mysql|neo4j|postgres|redis|(coreos|etcd-development)\/etcd|etcd-io\/etcd|valkey\/valkey)$/;
const LASTING = [
  'persistentVolumeClaim',
  'hostPath',
  'nfs',
  'csi',
  'cephfs',
  'azureFile',
  'awsElasticBlockStore',
  'gcePersistentDisk',
  'iscsi',
  'rbd',
  'glusterfs',
  'flexVolume',
];

/** A backup is kept longer than the pod that writes it. */
export const backupsLast: Rule = {
  id: 'backups-last',
  answer: 'broken',
  why: 'a file in an emptyDir, or in no volume, is gone with its pod: each job succeeds, and there is no backup on the day when somebody needs one',
  example:
    'CronJob default/dump: spec.jobTemplate.spec.template.spec.volumes: expected a claim to which pg_dump writes, or a program that takes the file elsewhere, received emptyDir dumps alone [backups-last]',
  check: (bundle) =>
    bundle.templates.filter(({ owner }) => owner.kind === 'CronJob').flatMap((template) => lost(bundle, template)),
};

function lost(bundle: Bundle, template: PodTemplate): Finding[] {
  const { owner, spec, path, containers } = template;
  const volumes = listAt(spec, 'volumes');
  const isKept = volumes.some(
    (volume) =>
      LASTING.some((kind) => valueAt(volume, kind) !== undefined) || valueAt(volume, 'ephemeral') !== undefined,
  );
  const texts = containers.flatMap((container) => [
    commandLine(container).join(' '),
    ...mountedFiles(bundle, container).flatMap(({ files }) => [...files.values()].map((text) => text ?? '')),
    ...listAt(container.spec, 'env')
      .map((entry) => stringAt(entry, 'name') ?? '')
      .filter((name) => /^(S3|AWS|RESTIC|GOOGLE|AZURE|RCLONE|B2)_/.test(name))
      .map(() => 'aws'),
  ]);
  const [, dump] = texts.map((text) => DUMP.exec(text)).find((match) => match !== null) ?? [];
  const others = texts.map((text) => text.replaceAll(new RegExp(DUMP, 'g'), ''));
  const isPlain = containers.every((container) => CLIENTS.test(imageName(container)));
  const writes = texts.some((text) =>
    />|--?f(ile)?\b|--out|--archive|--result-file|snapshot save|--rdb|-D\b|backup/.test(text),
  );
  if (dump === undefined || isKept || !isPlain || !writes || others.some((text) => TAKEN.test(text))) return [];
  const scratch = volumes
    .filter((volume) => valueAt(volume, 'emptyDir') !== undefined)
    .map((volume) => stringAt(volume, 'name'));
  return [
    {
      object: owner,
      field: `${path}.volumes`,
      expected: `a claim to which ${dump} writes, or a program that takes the file elsewhere`,
      received: scratch.length > 0 ? `emptyDir ${scratch.join(', ')} alone` : 'no volume for the file',
    },
  ];
}

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
  about: ['CronJob'],
  check: (bundle) =>
    bundle.templates
      .filter(({ owner }) => owner.kind === 'CronJob')
      .flatMap((template) => [...lost(bundle, template), ...deleted(template)]),
};

/** The least minutes between two runs of a schedule with a fixed minute. */
function pause(schedule: string): number {
  const [minute = '', hour = '', day = '', , weekday = ''] = schedule.trim().split(/\s+/);
  if (!/^\d+$/.test(minute)) return 0;
  if (!/^\d+$/.test(hour)) return hour === '*' ? 60 : 0;
  return day === '*' && /^\d$/.test(weekday) ? 7 * 24 * 60 : 24 * 60;
}

/** Each run deletes the files of all runs before, or the last ones: `-mmin` counts minutes, `-mtime` days, `-` means younger. */
function deleted({ owner, containers }: PodTemplate): Finding[] {
  const between = pause(stringAt(owner, 'spec', 'schedule') ?? '');
  return containers.flatMap((container): Finding[] => {
    const script = commandLine(container).join('\n');
    const [find, unit, sign, age] =
      /\bfind\b[^;|\n]*\s-m(min|time)\s+([+-])(\d+)\b[^;|\n]*(?:-delete|\brm\b)/.exec(script) ?? [];
    const isYoung = sign === '-' || (unit === 'min' && Number(age) < between);
    if (find === undefined || !isYoung || !DUMP.test(script) || /te?mp|part|lock|incomplete/.test(find)) return [];
    const last = listAt(container.spec, 'args').length > 0 ? 'args' : 'command';
    const expected = 'files older than the time between two runs, as with -mtime +14';
    return [
      {
        answer: 'risk',
        object: owner,
        field: `${container.path}.${last}`,
        expected,
        received: `-m${unit} ${sign}${age}`,
      },
    ];
  });
}

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
      .map(() => 'aws s3'),
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

import type { Bundle, Container } from '../../bundle/bundle';
import { claimsOf } from '../../bundle/claims';
import { commandLine } from '../../bundle/command-line';
import { mountedFiles } from '../../bundle/mounted-files';
import { mounts } from '../../bundle/pod-volumes';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** Settings with the size to which a program lets its data grow. */
const SETTINGS = [
  // https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects
  { name: '--storage.tsdb.retention.size', pattern: /--storage\.tsdb\.retention\.size[= ](\d+)\s*([KMGTP])i?B/g },
  // https://docs.nats.io/running-a-nats-service/configuration#jetstream
  { name: 'max_file', pattern: /\bmax_file(?:_store)?\s*[:=]?\s*(\d+)\s*([KMGT])i?B?\b/gi },
  // https://docs.victoriametrics.com/victoriametrics/vmagent/
  { name: '-remoteWrite.maxDiskUsagePerURL', pattern: /-remoteWrite\.maxDiskUsagePerURL[= ](\d+)\s*([KMGT])i?B/g },
  // https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache_path
  { name: 'max_size', pattern: /\bproxy_cache_path\s+[^;]{0,300}\bmax_size=(\d+)([kmg])/gi },
];
const POWERS = 'KMGTP';

/** Data are deleted before their disk is full. */
export const retentionWithinDisk: Rule = {
  id: 'retention-within-disk',
  answer: 'risk',
  why: 'a program that may keep more than its disk holds deletes nothing before the disk is full, and stops then',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db]: expected less than the disk holds (100Gi) for --storage.tsdb.retention.size, received 200G [retention-within-disk]',
  check: (bundle) => bundle.containers.filter(({ init }) => !init).flatMap((container) => above(bundle, container)),
};

function above(bundle: Bundle, container: Container): Finding[] {
  const texts = [
    commandLine(container).join(' '),
    ...mountedFiles(bundle, container).flatMap(({ files }) => [...files.values()].map((text) => text ?? '')),
  ];
  const told = texts
    .filter((text) => /retention\.size|max_file|maxDiskUsage|proxy_cache_path/.test(text))
    .flatMap((text) =>
      SETTINGS.flatMap(({ name, pattern }) =>
        [...text.matchAll(pattern)].map(([, digits, unit = 'G']) => ({
          name,
          size: `${digits}${unit}`,
          bytes: Number(digits) * 1000 ** (POWERS.indexOf(unit.toUpperCase()) + 1),
        })),
      ),
    );
  if (told.length === 0) return [];
  const used = new Set(mounts(container).map(({ volume }) => volume));
  const named = new Map(
    listAt(container.template.spec, 'volumes').map((volume) => [
      stringAt(volume, 'persistentVolumeClaim', 'claimName'),
      stringAt(volume, 'name') ?? '',
    ]),
  );
  const disks = claimsOf(bundle, container.template).filter(({ name, object }) =>
    used.has(object.kind === 'StatefulSet' ? name : (named.get(name) ?? '')),
  );
  const sizes = disks.map(({ spec }) => valueAt(spec, 'resources', 'requests', 'storage'));
  // Of several disks, one may be for other data.
  const [size] = sizes;
  const most = quantity(size);
  if (sizes.length !== 1 || most === undefined) return [];
  return told
    .filter(({ bytes }) => bytes > most)
    .map(({ name, size: received }) => ({
      object: container.template.owner,
      field: container.path,
      expected: `less than the disk holds (${quoted(size).replaceAll('"', '')}) for ${name}`,
      received,
    }));
}

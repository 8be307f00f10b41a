import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { runs } from '../../bundle/workloads/members';
import { valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** Settings of programs that reserve memory: a number, and a unit or the bytes of a number without a unit. */
const SETTINGS: readonly {
  readonly name: string;
  readonly pattern: RegExp;
  readonly bare: number;
  /** The only program with the setting. @default - the name is long enough for any program */
  readonly program?: RegExp;
}[] = [
  { name: '-Xmx', pattern: /-Xmx(\d+)([kmgt]?)\b/gi, bare: 1 },
  { name: '--max-old-space-size', pattern: /--max-old-space-size[= ](\d+)()/g, bare: 2 ** 20 },
  { name: 'GOMEMLIMIT', pattern: /^GOMEMLIMIT[= ](\d+)([KMGT]?)i?B?\s*$/gm, bare: 1 },
  { name: 'maxmemory', pattern: /(?:^|--)maxmemory[= ]+(\d+)([kmg]?)b?\b/gim, bare: 1 },
  { name: 'shared_buffers', pattern: /\bshared_buffers\s*[= ]\s*'?(\d+)([kMGT])B/g, bare: 1 },
  { name: 'innodb_buffer_pool_size', pattern: /\binnodb[-_]buffer[-_]pool[-_]size\s*[= ]\s*(\d+)([kmgt]?)/gi, bare: 1 },
  { name: '-XX:MaxHeapSize', pattern: /-XX:MaxHeapSize=(\d+)([kmgt]?)\b/gi, bare: 1 },
  // https://cassandra.apache.org/doc/latest/cassandra/managing/configuration/cass_env_sh_file.html
  { name: 'MAX_HEAP_SIZE', pattern: /^MAX_HEAP_SIZE=(\d+)([mg])$/gim, bare: 1 },
  // https://solr.apache.org/guide/solr/latest/deployment-guide/jvm-settings.html
  { name: 'SOLR_HEAP', pattern: /^SOLR_HEAP=(\d+)([mg])$/gim, bare: 1 },
  // https://www.mongodb.com/docs/manual/reference/program/mongod/
  { name: 'wiredTigerCacheSizeGB', pattern: /--wiredTigerCacheSizeGB[= ](\d+(?:\.\d+)?)()/g, bare: 2 ** 30 },
  // https://www.rabbitmq.com/docs/memory#configuring-absolute-limit
  {
    name: 'vm_memory_high_watermark.absolute',
    pattern: /^\s*vm_memory_high_watermark\.absolute\s*=\s*(\d+)([kmg]?)i?b?/gim,
    bare: 1,
  },
  // https://neo4j.com/docs/operations-manual/current/configuration/configuration-settings/
  { name: 'memory.heap.max_size', pattern: /memory[._]heap[._]max_{1,2}size\s*=\s*(\d+)([kmg]?)\b/gi, bare: 1 },
  // https://docs.victoriametrics.com/#resource-usage-limits
  { name: 'memory.allowedBytes', pattern: /-memory\.allowedBytes=(\d+)([KMGT]?)i?B?\b/g, bare: 1 },
  // https://docs.memcached.org/serverguide/#commandline-options, in mebibytes
  { name: '-m', pattern: /(?:^|\s)(?:-m\s*|--memory-limit=)(\d+)()(?=\s|$)/g, bare: 2 ** 20, program: /^memcached$/ },
  // https://varnish-cache.org/docs/trunk/users-guide/storage-backends.html
  { name: 'malloc', pattern: /(?:\bmalloc,|^VARNISH_SIZE=)(\d+)([kmg]?)\b/gim, bare: 1, program: /^varnishd?$/ },
  // https://github.com/open-telemetry/opentelemetry-collector/tree/main/processor/memorylimiterprocessor
  { name: 'limit_mib', pattern: /\blimit_mib:\s*(\d+)()/g, bare: 2 ** 20 },
  // https://www.php.net/manual/en/ini.core.php#ini.memory-limit
  {
    name: 'memory_limit',
    pattern: /^(?:PHP_)?memory_limit\s*=\s*(\d+)([kmg]?)\s*$/gim,
    bare: 1,
    program: /^(php|php-fpm|wordpress|nextcloud|drupal|joomla|mediawiki|matomo|moodle|phpmyadmin)$/,
  },
  // https://docker-minecraft-server.readthedocs.io/en/latest/configuration/jvm-options/
  { name: 'MEMORY', pattern: /^(?:MAX_)?MEMORY=(\d+)([mg])$/gim, bare: 1, program: /^minecraft-server$/ },
];

/** One of them stands in each text with a setting of any program. */
const HINTS = [
  ...['xmx', 'heap', 'max-old-space-size', 'memlimit', 'maxmemory', 'shared_buffers', 'innodb', 'wiredtigercache'],
  ...['watermark.absolute', 'allowedbytes', 'limit_mib'],
];
const HINT = new RegExp(HINTS.join('|'), 'i');

const POWERS = ['k', 'm', 'g', 't'];

/** The memory that a program is told to use is below the limit of its container. */
export const memorySettingsWithinLimit: Rule = {
  id: 'memory-settings-within-limit',
  answer: 'risk',
  why: 'a program that is told to use more memory than the limit of its container is killed once the memory is used (OOMKilled, exit code 137)',
  example:
    'Deployment default/api: spec.template.spec.containers[api].resources.limits.memory: expected more than the 1024Mi of -Xmx, received "512Mi" [memory-settings-within-limit]',
  about: [...HINTS, 'memcached', 'varnish', 'memory_', 'minecraft'],
  check: (bundle) =>
    bundle.containers.flatMap((container): Finding[] => {
      const limit = valueAt(container.spec, 'resources', 'limits', 'memory');
      const most = quantity(limit);
      if (most === undefined) return [];
      const above = settingsOf(bundle, container).find(({ bytes }) => bytes >= most);
      if (above === undefined) return [];
      const expected = `more than the ${Math.round(above.bytes / 2 ** 20)}Mi of ${above.name}`;
      const field = `${container.path}.resources.limits.memory`;
      return [{ object: container.template.owner, field, expected, received: quoted(limit) }];
    }),
};

function settingsOf(bundle: Bundle, container: Container): { readonly name: string; readonly bytes: number }[] {
  const variables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  const line = commandLine(container).join(' ');
  const files = mountedFiles(bundle, container).flatMap(({ mountPath, files }) => {
    // Of several scripts in one folder, a command runs those that the command names.
    const named = [...files].filter(([name]) => line.includes(`${mountPath}/${name}`));
    return (named.length > 0 ? named : [...files]).map(([, text]) => text);
  });
  const all = [
    line,
    ...variables.map(({ name, value }) => `${name}=${value ?? ''}`),
    ...files.map((text) => text ?? ''),
  ];
  const own = SETTINGS.filter(({ program }) => program !== undefined && runs(container, program));
  const others = SETTINGS.filter(({ program }) => program === undefined);
  return all
    .map((text) => ({ text, known: HINT.test(text) ? [...others, ...own] : own }))
    .flatMap(({ text, known }) =>
      known.flatMap(({ name, pattern, bare }) =>
        [...text.matchAll(pattern)].map(([, digits, unit = '']) => ({
          name,
          bytes: Number(digits) * (unit === '' ? bare : 1024 ** (POWERS.indexOf(unit.toLowerCase()) + 1)),
        })),
      ),
    );
}

import { entryPath, listItems } from '../../manifest/field-path';
import { listAt, stringAt } from '../../manifest/manifest';
import { BITNAMI, DATA_FOLDERS, OTHER_FOLDERS } from '../../programs/data-folders';
import type { Finding } from '../../rule';
import type { Bundle, Container } from '../bundle';
import { runs } from '../workloads/members';
import { commandLine } from './command-line';
import { imageReference } from './image-reference';
import { mountedFiles } from './mounted-files';
import { isSet, settings } from './settings';

/** A folder or file that a program writes, and the setting or image with the path. */
export interface DataFolder extends Pick<Finding, 'object' | 'field'> {
  readonly folder: string;
  readonly says: string;
}

/** Options and variables with the folder of a server's data. */
const OPTION =
  /^--?(data-dir|datadir|dbpath|storage\.tsdb\.path|storage\.path|path\.data|db-path|store-dir|data-path|storageDataPath|sd|store_dir)$/;
const VARIABLE =
  /^(path\.data|GF_PATHS_DATA|KAFKA_LOG_DIRS?|KAFKA_CFG_LOG_DIRS|MINIO_VOLUMES|ZOO_DATA_DIR|ETCD_DATA_DIR|INFLUXD_ENGINE_PATH|RABBITMQ_MNESIA_(BASE|DIR)|SOLR_HOME|OLLAMA_MODELS|N8N_USER_FOLDER|JENKINS_HOME|NEXUS_DATA|VAULT_RAFT_PATH|MEILI_DB_PATH|QDRANT__STORAGE__STORAGE_PATH|NEO4J_server_directories_data|NEO4J_dbms_directories_data|REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY)$/;
/** Settings of a file. Source: NATS, MongoDB, Mosquitto, etcd, Kafka, ZooKeeper, Elasticsearch, Consul, MySQL, PostgreSQL, Loki. */
const SETTING =
  /(?:^|[\s{])"?(store_dir|storeDir|dbPath|persistence_location|data-dir|log\.dirs|dataDir|path\.data|data_dir|datadir|data_directory|path_prefix|rootdirectory)"?[ \t]{0,20}[:= ][ \t]{0,20}["']?(\/[\w./-]+)/gm;
/** Files for the position of an agent in a log. Source: Fluent Bit, Fluentd, Promtail. */
const STATE =
  /^[ \t]*(DB|db|pos_file)[ \t:]+["']?(\/[\w./-]+)|\bpositions:\s{1,40}(filename):[ \t]*["']?(\/[\w./-]+)/gm;

/**
 * Settings that mean the folder of the data to one program alone, by the program. Source:
 * https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/,
 * https://docs.influxdata.com/influxdb/v1/administration/config/,
 * https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#paths,
 * https://cassandra.apache.org/doc/latest/cassandra/managing/configuration/cass_yaml_file.html,
 * https://www.rabbitmq.com/docs/relocate, https://docs.couchdb.org/en/stable/config/couchdb.html,
 * https://grafana.com/docs/loki/latest/configure/, https://grafana.com/docs/tempo/latest/configuration/
 */
const OF_PROGRAMS: readonly (readonly [program: RegExp, setting: RegExp])[] = [
  [/^(redis|redis-server|redis-stack-server|valkey|valkey-server|keydb)$/, /^dir$/],
  [/^influxdb$/, /^(dir|wal-dir)$/],
  [/^grafana(-oss|-enterprise)?$/, /^(paths\.)?data$/],
  [/^cassandra$/, /^(data_file_directories|commitlog_directory)$/],
  [/^couchdb$/, /^(database_dir|view_index_dir)$/],
  [/^loki$/, /^common\.path_prefix$|^storage_config\.(tsdb_shipper|boltdb_shipper)\.active_index_directory$/],
  [/^tempo$/, /^storage\.trace\.(local|wal)\.path$/],
];

/** The folders that options, variables and files name, or else the folder of the image. */
export function dataFolders(bundle: Bundle, container: Container): DataFolder[] {
  const object = container.template.owner;
  const at = (field: string) => `${container.path}.${field}`;
  const line = commandLine(container);
  const options = line.flatMap((word, index) => {
    const [option = '', value = line[index + 1] ?? ''] = word.split('=', 2);
    return OPTION.test(option) ? [{ object, field: at('args'), folder: value, says: option }] : [];
  });
  const variables = listItems(container.spec, container.path, 'env').flatMap(({ item, path }) => {
    const name = stringAt(item, 'name') ?? '';
    const folder = stringAt(item, 'value') ?? '';
    return VARIABLE.test(name) ? [{ object, field: `${path}.value`, folder, says: name }] : [];
  });
  const told = [
    ...options,
    ...variables,
    ...inFiles(bundle, container, SETTING),
    ...ofProgram(bundle, container),
  ].filter(({ folder }) => /^\/[\w./-]+$/.test(folder));
  const { repository = '', tag = '' } = imageReference(container) ?? {};
  const [image, publisher] = repository.split('/').reverse();
  const names = listAt(container.spec, 'env').map((entry) => stringAt(entry, 'name') ?? '');
  const isPlain =
    !line.some((word) => /(^|[=\s])\/|dir|path/i.test(word)) &&
    !names.some((name) => /DIR|PATH|FOLDER|HOME$|DATA$/.test(name));
  const name = `${publisher}/${image}`;
  const own = /rootless/.test(tag) ? [`${image}:rootless`] : [image, `${image}:${/^\d+/.exec(tag)?.[0]}`, name];
  const candidates = BITNAMI.test(name) ? ['bitnami/*'] : OTHER_FOLDERS.test(name) ? [] : own;
  const key = candidates.find((each) => Object.hasOwn(DATA_FOLDERS, each ?? ''));
  const silent =
    key !== undefined && isPlain && told.length === 0 ? DATA_FOLDERS[key]?.replace('*', image ?? '') : undefined;
  const all =
    silent === undefined ? told : [{ object, field: at('volumeMounts'), folder: silent, says: `the image ${image}` }];
  return all.map((each) => ({ ...each, folder: each.folder.replace(/(?<=.)\/+$/, '') }));
}

function ofProgram(bundle: Bundle, container: Container): DataFolder[] {
  const wanted = OF_PROGRAMS.filter(([program]) => runs(container, program)).map(([, name]) => name);
  // A sentinel of Redis has no data.
  if (wanted.length === 0 || runs(container, /sentinel$/) || isSet(bundle, container, ['sentinel'])) return [];
  return settings(bundle, container).flatMap(({ name, value, object, field, secret }) =>
    !secret && wanted.some((each) => each.test(name)) ? [{ object, field, folder: value, says: name }] : [],
  );
}

/** The files for the position of an agent. */
export const stateFiles = (bundle: Bundle, container: Container): DataFolder[] => inFiles(bundle, container, STATE);

function inFiles(bundle: Bundle, container: Container, pattern: RegExp): DataFolder[] {
  return mountedFiles(bundle, container).flatMap(({ made, files }) =>
    [...files].flatMap(([name, text]) =>
      text === undefined || text.length > 100_000
        ? []
        : [...text.replace(/^[ \t]*[#;].*$/gm, '').matchAll(pattern)].flatMap(([, first, path, second, other]) => {
            const folder = path ?? other ?? '';
            return [{ object: made, field: entryPath('data', name), folder, says: first ?? second ?? name }];
          }),
    ),
  );
}

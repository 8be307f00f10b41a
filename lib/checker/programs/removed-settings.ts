/** Settings that a version of a program no longer has, so that the program stops at its start. */
export interface RemovedSetting {
  /** The last part of the image. */
  readonly image: RegExp;
  /** The first version without the settings. */
  readonly from: readonly [major: number, minor: number];
  readonly names: RegExp;
  /** The remedy. */
  readonly instead: string;
}

const MYSQL = /^mysql$/;
const POSTGRES = /^(postgres|postgis|timescaledb|pgvector)$/;
const SEARCH = /^elasticsearch$/;

export const REMOVED_SETTINGS: readonly RemovedSetting[] = [
  // https://dev.mysql.com/doc/refman/8.4/en/added-deprecated-removed.html
  { image: MYSQL, from: [8, 4], names: /^default[-_]authentication[-_]plugin$/, instead: 'authentication_policy' },
  {
    image: MYSQL,
    from: [8, 4],
    names:
      /^(expire[-_]logs[-_]days|binlog[-_]transaction[-_]dependency[-_]tracking|master[-_]info[-_]repository|relay[-_]log[-_]info[-_]repository|slave[-_]rows[-_]search[-_]algorithms|transaction[-_]write[-_]set[-_]extraction|avoid[-_]temporal[-_]upgrade|show[-_]old[-_]temporals)$/,
    instead: 'no such setting',
  },
  {
    image: MYSQL,
    from: [8, 0],
    names:
      /^(query[-_]cache[-_](size|type|limit)|innodb[-_]file[-_]format|innodb[-_]large[-_]prefix|log[-_]warnings|sync[-_]frm|secure[-_]auth|tx[-_]isolation|metadata[-_]locks[-_]cache[-_]size)$/,
    instead: 'no such setting',
  },
  // https://www.postgresql.org/docs/release/
  { image: POSTGRES, from: [13, 0], names: /^wal_keep_segments$/, instead: 'wal_keep_size' },
  {
    image: POSTGRES,
    from: [10, 0],
    names: /^checkpoint_segments$/,
    instead: 'max_wal_size',
  },
  {
    image: POSTGRES,
    from: [14, 0],
    names: /^(vacuum_cleanup_index_scale_factor|operator_precedence_warning)$/,
    instead: 'no such setting',
  },
  { image: POSTGRES, from: [15, 0], names: /^stats_temp_directory$/, instead: 'no such setting' },
  {
    image: POSTGRES,
    from: [16, 0],
    names: /^(force_parallel_mode|promote_trigger_file|vacuum_defer_cleanup_age)$/,
    instead: 'no such setting',
  },
  {
    image: POSTGRES,
    from: [17, 0],
    names: /^(old_snapshot_threshold|db_user_namespace|trace_recovery_messages)$/,
    instead: 'no such setting',
  },
  // https://www.elastic.co/guide/en/elasticsearch/reference/8.0/migrating-8.0.html
  {
    image: SEARCH,
    from: [8, 0],
    names:
      /^(discovery\.zen\.[\w.]+|node\.(master|data|ingest|ml)|node\.max_local_storage_nodes|gateway\.expected_(master_)?nodes)$/,
    instead: 'discovery.seed_hosts, cluster.initial_master_nodes or node.roles',
  },
  // https://www.elastic.co/guide/en/kibana/8.0/breaking-changes-summary.html
  {
    image: /^kibana$/,
    from: [8, 0],
    names:
      /^(xpack[._]security[._]enabled|xpack[._]monitoring[._]enabled|elasticsearch[._]url|kibana[._]index|kibana[._]defaultAppId)$/i,
    instead: 'no such setting',
  },
  // https://kafka.apache.org/40/documentation/zk2kraft.html
  {
    image: /^(kafka|kafka-native)$/,
    from: [4, 0],
    names: /^(KAFKA_(CFG_)?ZOOKEEPER_CONNECT|zookeeper\.connect)$/,
    instead: 'KRaft: controllers in place of ZooKeeper',
  },
  // https://www.mongodb.com/docs/manual/release-notes/6.1-compatibility/
  {
    image: /^mongo$/,
    from: [7, 0],
    names: /^(journal|nojournal|storage\.journal\.enabled)$/,
    instead: 'no such setting',
  },
  {
    image: /^mongo$/,
    from: [4, 2],
    names: /^(smallfiles|noprealloc|storage\.mmapv1\.[\w.]+)$/,
    instead: 'no such setting',
  },
  // https://github.com/docker-library/rabbitmq: since 3.9 the entrypoint refuses variables of the configuration
  {
    image: /^rabbitmq$/,
    from: [3, 9],
    names:
      /^RABBITMQ_(VM_MEMORY_HIGH_WATERMARK|SSL_(CACERTFILE|CERTFILE|KEYFILE|VERIFY|FAIL_IF_NO_PEER_CERT|DEPTH)|MANAGEMENT_SSL_\w+)$/,
    instead: 'rabbitmq.conf',
  },
  // https://doc.traefik.io/traefik/migration/v2-to-v3/
  {
    image: /^traefik$/,
    from: [3, 0],
    names:
      /^(pilot\.[\w.]+|experimental\.http3|providers\.(marathon|rancher|consul\.namespace|nomad\.namespace)(\.[\w.]+)?|tracing\.(jaeger|zipkin|datadog|instana|haystack|elastic)(\.[\w.]+)?|metrics\.influxDB(\.[\w.]+)?)$/i,
    instead: 'no such option',
  },
  // https://grafana.com/docs/loki/latest/setup/upgrade/#300
  {
    image: /^loki$/,
    from: [3, 0],
    names:
      /^(compactor\.shared_store|storage_config\.(boltdb_shipper|tsdb_shipper)\.shared_store|limits_config\.enforce_metric_name|chunk_store_config\.max_look_back_period)$/,
    instead: 'no such setting',
  },
  // https://nginx.org/en/CHANGES
  { image: /^(nginx|nginx-unprivileged)$/, from: [1, 25], names: /^ssl$/, instead: 'listen 443 ssl' },
];

/** A program that is ready together with other members alone. */
export interface Quorum {
  readonly program: RegExp;
  /** The setting with the other members, by name. */
  readonly members: readonly string[];
  readonly several: RegExp;
  /** Paths and commands of probes that succeed only while there is a quorum. Undefined if any probe does. */
  readonly asks?: RegExp;
  /** True if the members start one after the other, each as soon as its own name resolves. */
  readonly inOrder?: true;
  /** True if a script names the members, and not a setting. */
  readonly scripted?: true;
}

export const QUORUMS: readonly Quorum[] = [
  // https://etcd.io/docs/latest/op-guide/monitoring/#health-check
  {
    program: /^etcd$/,
    members: ['initial-cluster', 'ETCD_INITIAL_CLUSTER'],
    several: /=.*,.*=/,
    asks: /\/health\b|\/readyz|endpoint\s+health/,
  },
  // https://kafka.apache.org/documentation/#kraft: a broker answers once the controllers have a leader
  {
    program: /kafka$/,
    members: ['KAFKA_CONTROLLER_QUORUM_VOTERS', 'KAFKA_CFG_CONTROLLER_QUORUM_VOTERS'],
    several: /@.*,.*@/,
  },
  // https://www.elastic.co/guide/en/elasticsearch/reference/current/cluster-health.html: 503 without a master
  {
    program: /^(elasticsearch|opensearch)$/,
    members: ['cluster.initial_master_nodes', 'cluster.initial_cluster_manager_nodes'],
    several: /,/,
    asks: /_cluster\/health/,
  },
  // https://www.cockroachlabs.com/docs/stable/monitoring-and-alerting#health-endpoints
  { program: /^cockroach$/, members: ['join'], several: /,/, asks: /\/health\?ready=1/ },
  // https://developer.hashicorp.com/consul/api-docs/status
  { program: /^consul$/, members: ['bootstrap-expect'], several: /^([2-9]|\d\d)$/, asks: /status\/leader/ },
  // https://min.io/docs/minio/linux/operations/monitoring/healthcheck-probe.html
  { program: /^minio$/, members: ['MINIO_VOLUMES'], several: /\{\d+\.{3}\d+\}/, asks: /health\/cluster/ },
  // https://zookeeper.apache.org/doc/current/zookeeperAdmin.html#sc_zkCommands
  {
    program: /^(zookeeper|zkServer\.sh)$/,
    members: ['ZOO_SERVERS'],
    several: /server\.\d+=.*server\.\d+=/,
    asks: /zkServer\.sh\s+status|\bsrvr\b|\bmntr\b/,
  },
  // https://www.mongodb.com/docs/manual/reference/method/rs.initiate/: a member reaches the others before there is a primary
  {
    program: /^mongod?$/,
    members: ['replSet', 'replication.replSetName'],
    several: /./,
    asks: /isWritablePrimary|ismaster|\.secondary\b|myState|rs\.status/i,
    inOrder: true,
    scripted: true,
  },
  // https://www.rabbitmq.com/docs/clustering#hostname-resolution-requirement
  { program: /^rabbitmq/, members: ['RABBITMQ_NODENAME'], several: /@.*\..*\./, inOrder: true },
];

/** Programs whose members need more than half of them, and a setting of such a cluster: its name, `=` and its value. */
export const MAJORITIES: readonly (readonly [program: RegExp, sign: RegExp])[] = [
  // https://etcd.io/docs/latest/faq/, https://zookeeper.apache.org/doc/current/zookeeperAdmin.html
  [/^etcd$/, /^(initial-cluster|ETCD_INITIAL_CLUSTER)=.*,/],
  [/^(zookeeper|cp-zookeeper)$/, /^(ZOO_SERVERS|ZOOKEEPER_SERVERS)=.*[\s;]|^server\.2=/],
  // https://developer.hashicorp.com/consul/docs/concept/consensus, https://developer.hashicorp.com/vault/docs/internals/integrated-storage
  [/^consul$/, /^bootstrap[-_]expect=([2-9]|\d\d)/],
  [/^(vault|openbao)$/, /raft/i],
  // https://docs.nats.io/running-a-nats-service/configuration/clustering/jetstream_clustering
  [/^(nats|nats-server)$/, /^(cluster_name|routes|cluster\.routes)=./],
  // https://kafka.apache.org/documentation/#kraft
  [/kafka$/, /^(KAFKA_(CFG_)?CONTROLLER_QUORUM_VOTERS|controller\.quorum\.voters)=.*@.*,.*@/],
  // https://www.elastic.co/docs/deploy-manage/distributed-architecture/discovery-cluster-formation/modules-discovery-quorums
  [/^(elasticsearch|opensearch)$/, /^cluster\.initial_(master|cluster_manager)_nodes=/],
  // https://www.mongodb.com/docs/manual/core/replica-set-elections/, https://galeracluster.com/library/documentation/weighted-quorum.html
  [/^(mongo|mongod)$/, /^(replSet|replication\.replSetName|replSetName)=./],
  [/^(mariadb|mysql|mysqld|mariadbd)/, /^wsrep[-_]cluster[-_]address=gcomm:\/\/./],
  // https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/
  [/^(redis-sentinel|valkey-sentinel)$/, /./],
  // https://www.rabbitmq.com/docs/quorum-queues, https://www.cockroachlabs.com/docs/stable/architecture/replication-layer
  [/^rabbitmq/, /^cluster_formation\./],
  [/^cockroach$/, /^join=/],
];

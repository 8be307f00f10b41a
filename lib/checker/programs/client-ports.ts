/** A client of a server with several ports, and what the other ports are for. */
export interface ClientPorts {
  /** The client and the server in words. */
  readonly client: string;
  readonly server: RegExp;
  /** Forms in a command, with the groups `host` and `port`. */
  readonly commands: readonly RegExp[];
  /** Settings with `host:port`, or a URL. */
  readonly settings?: RegExp;
  readonly right: number;
  /** The other ports by number, with the purpose. */
  readonly others: Readonly<Record<number, string>>;
  /** A setting of the server with another port, with the purpose. */
  readonly told?: readonly [names: readonly string[], purpose: string];
}

const HOST = '(?<host>[a-z][\\w-]*(?:\\.[\\w-]+)*)';
const ADDRESS = `${HOST}:(?<port>\\d{2,5})(?!\\d)`;
/** Between a program and its option stands no other command. */
const WORDS = '[^\\n;&|]{0,400}?\\s';

/** The two orders of the options with a host and with a port. */
const options = (program: string, host: string, port: string): RegExp[] => {
  const [first, last] = [`(?:${host})["']?${HOST}`, `(?:${port})["']?(?<port>\\d{2,5})(?!\\d)`];
  return [
    new RegExp(`\\b${program}\\s(?:${WORDS})?${first}["']?\\s(?:${WORDS})?${last}`, 'g'),
    new RegExp(`\\b${program}\\s(?:${WORDS})?${last}["']?\\s(?:${WORDS})?${first}`, 'g'),
  ];
};

const address = (program: string, option: string): RegExp[] => [
  new RegExp(`\\b${program}\\s(?:${WORDS})?(?:${option})["']?(?:https?://)?${ADDRESS}`, 'g'),
];

export const CLIENT_PORTS: readonly ClientPorts[] = [
  // https://clickhouse.com/docs/guides/sre/network-ports, https://clickhouse.com/docs/interfaces/cli
  {
    client: 'clickhouse-client',
    server: /^clickhouse(-server)?$/,
    commands: options('clickhouse[ -]client', '--host[= ]|-h\\s*', '--port[= ]'),
    right: 9000,
    others: {
      8123: 'HTTP',
      8443: 'HTTPS',
      9004: 'clients of MySQL',
      9005: 'clients of PostgreSQL',
      9009: 'other servers',
    },
  },
  // https://min.io/docs/minio/linux/reference/minio-server/minio-server.html, https://min.io/docs/minio/linux/reference/minio-mc/mc-alias-set.html
  {
    client: 'a client of S3',
    server: /^minio$/,
    commands: [
      ...address('mc', '(?:alias\\s+set|config\\s+host\\s+add)\\s+\\S+\\s+'),
      ...address('(?:aws|s5cmd)', '--endpoint-url[= ]'),
    ],
    settings: /(^|[._-])(s3|aws|minio|object_?store|mlflow_s3)([._-]\w+)*[._-](endpoint|endpoint_?url|server_?url)$/i,
    right: 9000,
    others: {},
    told: [['console-address', 'MINIO_CONSOLE_ADDRESS'], 'the console'],
  },
  // https://etcd.io/docs/latest/op-guide/configuration/
  {
    client: 'etcdctl',
    server: /^etcd$/,
    commands: address('etcdctl', '--endpoints?[= ]'),
    settings: /^(ETCDCTL_ENDPOINTS|ETCD_ENDPOINTS)$/,
    right: 2379,
    others: { 2380: 'other members', 2381: 'metrics' },
  },
  // https://www.rabbitmq.com/docs/management-cli
  {
    client: 'rabbitmqadmin',
    server: /^rabbitmq(-server)?$/,
    commands: options('rabbitmqadmin', '--host[= ]|-H\\s*', '--port[= ]|-P\\s*'),
    right: 15672,
    others: { 5672: 'AMQP', 5671: 'AMQP with TLS', 15692: 'metrics', 25672: 'other nodes' },
  },
  // https://cassandra.apache.org/doc/latest/cassandra/managing/tools/cqlsh.html
  {
    client: 'cqlsh',
    server: /^(cassandra|scylla)$/,
    commands: [new RegExp(`\\bcqlsh\\s(?:${WORDS})?${HOST}\\s+(?<port>\\d{4,5})(?!\\d)`, 'g')],
    right: 9042,
    others: { 7000: 'other nodes', 7001: 'other nodes', 7199: 'JMX', 9160: 'Thrift' },
  },
  // https://developer.hashicorp.com/vault/docs/configuration/listener/tcp
  {
    client: 'vault',
    server: /^vault$/,
    commands: address('vault', '-address[= ]'),
    settings: /^VAULT_ADDR$/,
    right: 8200,
    others: { 8201: 'other servers' },
  },
  // https://developer.hashicorp.com/consul/docs/reference/architecture/ports
  {
    client: 'consul',
    server: /^consul$/,
    commands: address('consul', '-http-addr[= ]'),
    settings: /^CONSUL_HTTP_ADDR$/,
    right: 8500,
    others: { 8300: 'servers', 8301: 'members', 8302: 'members', 8502: 'gRPC', 8600: 'DNS' },
  },
  // https://dev.mysql.com/doc/mysql-port-reference/en/mysql-port-reference-tables.html
  {
    client: 'mysql',
    server: /^(mysql|percona)$/,
    commands: options('(?:mysql|mysqldump|mysqladmin|mariadb)', '--host[= ]|-h\\s*', '--port[= ]|-P\\s*'),
    right: 3306,
    others: { 33060: 'the X protocol', 33062: 'the administrator' },
  },
  // https://docs.temporal.io/references/ports
  {
    client: 'temporal',
    server: /^(auto-setup|server|temporal)$/,
    commands: address('(?:temporal|tctl)', '--address[= ]|--ad[= ]'),
    settings: /^(TEMPORAL_(CLI_)?ADDRESS|TEMPORAL_HOST_?PORT)$/,
    right: 7233,
    others: { 8233: 'the pages', 6933: 'other servers', 7234: 'another service' },
  },
];

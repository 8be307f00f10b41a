/** A program with several ports, and the schemes of the clients of each. Names of drivers say nothing, and stand nowhere. */
export interface Speaker {
  readonly program: RegExp;
  readonly ports: Readonly<Record<number, readonly string[]>>;
}

const WEB = ['http', 'https'];

export const SPEAKERS: readonly Speaker[] = [
  // https://clickhouse.com/docs/guides/sre/network-ports
  {
    program: /^clickhouse(-server)?$/,
    ports: {
      8123: [...WEB, 'clickhouse'],
      8443: [...WEB, 'clickhouse'],
      9000: ['tcp', 'clickhouse'],
      9009: ['tcp'],
    },
  },
  // https://www.rabbitmq.com/docs/networking#ports
  {
    program: /^rabbitmq(-server)?$/,
    ports: {
      5672: ['amqp', 'rabbitmq'],
      5671: ['amqps', 'amqp', 'rabbitmq'],
      15672: WEB,
      15692: WEB,
      1883: ['mqtt'],
    },
  },
  // https://docs.nats.io/running-a-nats-service/configuration
  { program: /^nats(-server)?$/, ports: { 4222: ['nats'], 8222: WEB, 6222: ['nats-route', 'nats'] } },
  // https://neo4j.com/docs/operations-manual/current/configuration/ports/
  { program: /^neo4j$/, ports: { 7474: WEB, 7473: WEB, 7687: ['bolt', 'neo4j'] } },
  // https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/networking-settings
  { program: /^(elasticsearch|opensearch)$/, ports: { 9200: WEB, 9300: ['tcp'] } },
  // https://hub.docker.com/_/postgres, _/mysql, _/mariadb, _/redis, _/mongo
  {
    program: /^(postgres|postgis|timescaledb|pgbouncer)$/,
    ports: { 5432: ['postgres', 'postgresql'] },
  },
  { program: /^(mysql|mariadb)$/, ports: { 3306: ['mysql'] } },
  { program: /^(redis|valkey)$/, ports: { 6379: ['redis', 'rediss'] } },
  { program: /^mongo$/, ports: { 27017: ['mongodb'] } },
  // https://min.io/docs/minio/linux/reference/minio-server/minio-server.html
  { program: /^minio$/, ports: { 9000: WEB } },
  // https://qdrant.tech/documentation/guides/configuration/, https://docs.weaviate.io/weaviate/api/grpc
  { program: /^qdrant$/, ports: { 6333: WEB, 6334: ['grpc'] } },
  { program: /^weaviate$/, ports: { 8080: WEB, 50051: ['grpc'] } },
  // https://docs.influxdata.com/influxdb/v1/administration/ports/
  { program: /^influxdb$/, ports: { 8086: WEB, 8088: ['tcp'] } },
  // https://developer.hashicorp.com/consul/docs/reference/architecture/ports
  { program: /^consul$/, ports: { 8500: WEB, 8300: ['tcp'], 8301: ['tcp'] } },
  // https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/
  { program: /^tritonserver$/, ports: { 8000: WEB, 8001: ['grpc'], 8002: WEB } },
];

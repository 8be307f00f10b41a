/** A thing of a server that a container makes by name, and that other containers use by name. */
export interface MadeKind {
  readonly what: string;
  /** Stands in the command of each maker. */
  readonly sign: RegExp;
  /** Commands with the name, or with several names. */
  readonly made: RegExp;
  /** Settings of a server with the names that the server makes itself. */
  readonly own?: readonly string[];
  readonly used: RegExp;
  /** A setting of the user without which the name may be that of another thing. */
  readonly beside?: RegExp;
  /** Names that a user makes by itself. */
  readonly except?: RegExp;
  /** The setting of the server with the value false, without which the server makes each thing at its first use. */
  readonly closed?: readonly string[];
  /** A kind of objects of which an operator makes the things as well. */
  readonly operated?: string;
  /** The names in a policy of rights. */
  readonly rights?: RegExp;
}

export const MADE_KINDS: readonly MadeKind[] = [
  // https://min.io/docs/minio/linux/reference/minio-mc/mc-mb.html, https://docs.aws.amazon.com/cli/latest/reference/s3/mb.html
  {
    what: 'bucket',
    sign: /\b(mb|create-bucket)\b/,
    made: /\bmc\s+(?:-\S+\s+)*mb\s([^\n;&|]+)|\bs3\s+mb\s+s3:\/\/([^\s;&|]+)|\bcreate-bucket\s[^\n;&|]*?--bucket[=\s]([^\s;&|]+)/g,
    own: ['MINIO_DEFAULT_BUCKETS'],
    used: /(^|[._-])bucket([._-]?names?)?$/i,
    operated: 'ObjectBucketClaim',
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-arn-format.html
    rights: /"arn:aws:s3:::([\w.-]+)(?:\/[^"]*)?"/g,
  },
  // https://docs.influxdata.com/influxdb/v2/reference/cli/influx/bucket/create/
  {
    what: 'bucket',
    sign: /\binflux\s/,
    made: /\binflux\s+bucket\s+create\s[^\n;&|]*?(?:-n|--name)[=\s]([^\s;&|]+)/g,
    own: ['DOCKER_INFLUXDB_INIT_BUCKET'],
    used: /(^|[._-])bucket([._-]?name)?$/i,
  },
  // https://kafka.apache.org/documentation/#brokerconfigs_auto.create.topics.enable
  {
    what: 'topic',
    sign: /kafka-topics|\brpk\b/,
    made: /kafka-topics(?:\.sh)?\s(?=[^\n;&|]*--create)[^\n;&|]*?--topic[=\s]([^\s;&|]+)|\brpk\s+topic\s+create\s([^\n;&|]+)/g,
    used: /(^|[._-])topics?([._-]?name)?$/i,
    except: /storage|internal|dlq|dead/i,
    operated: 'KafkaTopic',
    closed: [
      'KAFKA_AUTO_CREATE_TOPICS_ENABLE',
      'KAFKA_CFG_AUTO_CREATE_TOPICS_ENABLE',
      'auto.create.topics.enable',
      'redpanda.auto_create_topics_enabled',
    ],
  },
  // https://docs.nats.io/nats-concepts/jetstream/streams#subjects
  {
    what: 'subject of a stream',
    sign: /\bnats\b/,
    made: /\bnats\s[^\n;&|]*?\bstream\s+(?:add|create)\s[^\n;&|]*?--subjects[=\s]("[^"\n]*"|'[^'\n]*'|[^\s;&|]+)/g,
    used: /(^|[._-])subjects?$/i,
    beside: /(^|[._-])stream([._-]?name)?$/i,
  },
];

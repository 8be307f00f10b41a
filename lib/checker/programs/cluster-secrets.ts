/** A program whose members ask each other for a secret. */
interface ClusterSecret {
  readonly program: RegExp;
  /** Signs that members ask for a secret, all of which have to stand in the texts of the pod. */
  readonly asks: readonly RegExp[];
  /** Signs that members have the secret. */
  readonly has: RegExp;
  readonly says: string;
}

export const CLUSTER_SECRETS: readonly ClusterSecret[] = [
  // https://redis.io/docs/latest/operate/oss_and_stack/management/replication/
  {
    program: /^(redis|valkey)(-server)?$/,
    asks: [/\brequirepass\b/, /\b(replicaof|slaveof)\b/],
    has: /\b(masterauth|primaryauth|masteruser)\b/,
    says: 'masterauth, with which a replica answers the password of its master (requirepass)',
  },
  // https://www.mongodb.com/docs/manual/tutorial/enforce-keyfile-access-control-in-existing-replica-set/
  {
    program: /^(mongo|mongod)$/,
    asks: [/--replSet\b|\breplSetName\b/, /--auth\b|\bauthorization:\s*["']?enabled/],
    has: /--keyFile\b|\bkeyFile\b|clusterAuthMode|--noauth/,
    says: 'a keyFile, without which mongod refuses a replica set with authorization',
  },
  // https://www.rabbitmq.com/docs/clustering#erlang-cookie
  {
    program: /^rabbitmq(-server)?$/,
    asks: [/cluster_formation\.(peer_discovery_backend|classic_config|k8s|dns)/],
    has: /ERLANG_COOKIE|erlang\.cookie|setcookie/i,
    says: 'RABBITMQ_ERLANG_COOKIE: each node makes a cookie of its own otherwise, and refuses the others',
  },
];

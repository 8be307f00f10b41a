/** A program that an image lacks, in some of its tags. */
export interface Lack {
  readonly image: Pick<RegExp, 'test'>;
  readonly tag?: RegExp;
  /** The first major version without the program. */
  readonly since?: number;
  readonly programs: RegExp;
  readonly instead: string;
}

const SLIM = /(^|-)slim(-|$)/;

const ALPINE = /(^|-)alpine[\d.]*$/;

/** Source: the Dockerfile of each image. */
export const LACKING_IMAGES: readonly Lack[] = [
  // https://www.mongodb.com/docs/manual/release-notes/6.0-compatibility/#legacy-mongo-shell-removed
  { image: /^mongo$/, since: 6, programs: /^mongo$/, instead: 'mongosh' },
  // https://mariadb.com/docs/release-notes/community-server/11.0: the image has no programs with the old names
  {
    image: /^mariadb$/,
    since: 11,
    programs: /^mysql(d|admin|dump|check|_upgrade)?$/,
    instead: 'the program with the name mariadb',
  },
  // https://github.com/nodejs/docker-node, https://github.com/docker-library/python, ruby, php, golang
  {
    image: /^(node|python|ruby|php|golang|nginx|httpd|redis|memcached|haproxy|caddy|traefik|eclipse-mosquitto)$/,
    tag: ALPINE,
    programs: /^bash$/,
    instead: 'sh',
  },
  {
    image: /^(alpine|busybox|prom\/[\w-]+|prometheus\/[\w-]+|eclipse-mosquitto|caddy|traefik)$/,
    programs: /^bash$/,
    instead: 'sh',
  },
  {
    image: /^(node|python|ruby)$/,
    tag: SLIM,
    programs: /^(curl|wget)$/,
    instead: 'httpGet, or a program of the image',
  },
  { image: /^(busybox|alpine)$/, programs: /^curl$/, instead: 'wget' },
  // Images of a system, of a language or of one server: each other client comes from an image of its own.
  ...(
    [
      [/^(kubectl|helm|oc)$/, /^\b$/],
      [/^(aws|gcloud|gsutil|az|mc|rclone|restic|s3cmd)$/, /^\b$/],
      [/^(psql|pg_dump|pg_dumpall|pg_restore|pg_isready)$/, /^postgres$/],
      [/^(mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mariadb-admin)$/, /^(mysql|mariadb)$/],
      [/^(mongosh|mongodump|mongorestore)$/, /^mongo$/],
      [/^redis-cli$/, /^(redis|valkey)$/],
      [/^(rabbitmqctl|rabbitmq-diagnostics|rabbitmqadmin)$/, /^rabbitmq$/],
    ] as const
  ).map(([programs, own]) => ({
    image: {
      test: (name: string) =>
        !own.test(name) &&
        /^(alpine|busybox|debian|ubuntu|postgres|mysql|mariadb|mongo|redis|rabbitmq|node|python|golang|nginx|curlimages\/curl)$/.test(
          name,
        ),
    },
    programs,
    instead: 'an image with the program',
  })),
  // https://github.com/docker-library/postgres, redis, mariadb, mongo, memcached
  { image: /^(postgres|redis|mariadb|mongo|memcached)$/, programs: /^curl$/, instead: 'a client of the server' },
];

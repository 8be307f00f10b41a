/** A program that an image lacks, in some of its tags. */
export interface Lack {
  readonly image: RegExp;
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
  // https://github.com/docker-library/postgres, redis, mariadb, mongo, memcached
  { image: /^(postgres|redis|mariadb|mongo|memcached)$/, programs: /^curl$/, instead: 'a client of the server' },
];

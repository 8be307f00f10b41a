/** Programs that ask a server, and the variables with the address of the server. */
export const LOCAL_CLIENTS: readonly (readonly [program: RegExp, host: RegExp, variable: RegExp])[] = [
  // https://www.postgresql.org/docs/current/app-pgdump.html: without a host, the socket of the own pod
  [/^(pg_dump|pg_dumpall|psql|pg_basebackup|vacuumdb|reindexdb)$/, /^(-h|--host)/, /^(PGHOST|PGSERVICE|PGHOSTADDR)$/],
  // https://dev.mysql.com/doc/refman/8.4/en/connecting.html
  [
    /^(mysql|mysqldump|mysqladmin|mysqlcheck|mariadb|mariadb-dump|mariadb-admin)$/,
    /^(-h|--host|--defaults|--socket|-S)/,
    /^MYSQL_HOST$/,
  ],
  // https://www.mongodb.com/docs/database-tools/mongodump/, https://redis.io/docs/latest/develop/tools/cli/
  [/^(mongodump|mongorestore|mongosh|mongoexport)$/, /^(-h|--host|--uri|--config|\w[\w.-]*:\d+|mongodb)/, /^\b$/],
  [/^(redis-cli|valkey-cli)$/, /^(-h|-u|-s|--uri|--cluster)/, /^REDISCLI_(HOST|URL)$/],
];

/** A script that starts the server itself, opens a tunnel to the server, or fills in the options. */
export const STARTS =
  /\b(pg_ctl|initdb|postgres -|mysqld|mariadbd|mongod|redis-server|docker-entrypoint|cloud[_-]sql[_-]proxy|ssh|port-forward|socat|set --)\b|(?<![&>])&(?![&>\d])|service\s+\w+\s+start/;

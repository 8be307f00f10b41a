/** A server, the settings of its address, and its port. */
export interface Server {
  /** The program in the command line, or words of it. */
  readonly command?: RegExp;
  /** The image, for a server that is started by the entrypoint. */
  readonly image?: RegExp;
  readonly address: readonly string[];
  readonly port?: readonly string[];
  readonly defaultPort: number;
  /** True if the server listens on 127.0.0.1 alone unless it is told otherwise, with the remedy. */
  readonly silent?: string;
}

export const SERVERS: readonly Server[] = [
  // https://docs.gunicorn.org/en/stable/settings.html#bind
  { command: /^gunicorn$/, address: ['bind', 'b', 'GUNICORN_BIND'], defaultPort: 8000 },
  // https://www.uvicorn.org/settings/
  {
    command: /^uvicorn$/,
    address: ['host', 'UVICORN_HOST'],
    port: ['port', 'UVICORN_PORT'],
    defaultPort: 8000,
    silent: '--host 0.0.0.0',
  },
  // https://hypercorn.readthedocs.io/en/latest/how_to_guides/configuring.html
  { command: /^hypercorn$/, address: ['bind', 'b'], defaultPort: 8000, silent: '--bind 0.0.0.0:8000' },
  // https://github.com/django/daphne
  { command: /^daphne$/, address: ['bind', 'b'], port: ['port', 'p'], defaultPort: 8000, silent: '--bind 0.0.0.0' },
  // https://flask.palletsprojects.com/en/stable/cli/
  {
    command: /^flask run$/,
    address: ['host', 'h', 'FLASK_RUN_HOST'],
    port: ['port', 'p', 'FLASK_RUN_PORT'],
    defaultPort: 5000,
    silent: '--host 0.0.0.0',
  },
  // https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver
  { command: /^manage\.py runserver$/, address: [], defaultPort: 8000, silent: 'runserver 0.0.0.0:8000' },
  // https://laravel.com/docs/artisan
  {
    command: /^artisan serve$/,
    address: ['host', 'SERVER_HOST'],
    port: ['port', 'SERVER_PORT'],
    defaultPort: 8000,
    silent: '--host 0.0.0.0',
  },
  // https://mlflow.org/docs/latest/cli.html
  {
    command: /^mlflow (server|ui)$/,
    address: ['host', 'h', 'MLFLOW_HOST'],
    port: ['port', 'p', 'MLFLOW_PORT'],
    defaultPort: 5000,
    silent: '--host 0.0.0.0',
  },
  // https://gohugo.io/commands/hugo_server/
  { command: /^hugo serve(r)?$/, address: ['bind'], port: ['port', 'p'], defaultPort: 1313, silent: '--bind 0.0.0.0' },
  // https://www.mkdocs.org/user-guide/cli/
  { command: /^mkdocs serve$/, address: ['dev-addr', 'a'], defaultPort: 8000, silent: '--dev-addr 0.0.0.0:8000' },
  // https://vite.dev/guide/cli
  { command: /^vite preview$/, address: ['host'], port: ['port'], defaultPort: 4173, silent: '--host 0.0.0.0' },
  // https://www.mongodb.com/docs/manual/core/security-mongodb-configuration/: the entrypoint of the image adds --bind_ip_all
  {
    command: /^mongo[ds]$/,
    address: ['bind_ip', 'net.bindIp', 'bind_ip_all', 'net.bindIpAll', 'config', 'f'],
    port: ['port', 'net.port'],
    defaultPort: 27017,
    silent: '--bind_ip_all',
  },
  // https://etcd.io/docs/latest/op-guide/configuration/
  {
    command: /^etcd$/,
    address: ['listen-client-urls', 'config-file'],
    defaultPort: 2379,
    silent: '--listen-client-urls=http://0.0.0.0:2379',
  },
  { command: /^etcd$/, address: ['listen-peer-urls', 'config-file'], defaultPort: 2380 },
  { command: /^etcd$/, address: ['listen-metrics-urls'], defaultPort: 2381 },
  // https://redis.io/docs/latest/operate/oss_and_stack/management/security/#network-security
  {
    command: /^(redis|valkey)-server$/,
    image: /(^|\/)(redis|valkey)$/,
    address: ['bind'],
    port: ['port'],
    defaultPort: 6379,
  },
  // https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_bind_address
  {
    command: /^(mysqld|mariadbd)$/,
    image: /(^|\/)(mysql|mariadb)$/,
    address: ['bind-address'],
    port: ['port'],
    defaultPort: 3306,
  },
  // https://www.postgresql.org/docs/current/runtime-config-connection.html
  { command: /^postgres$/, image: /(^|\/)postgres$/, address: ['listen_addresses'], port: ['port'], defaultPort: 5432 },
  // https://www.elastic.co/guide/en/elasticsearch/reference/current/modules-network.html
  {
    image: /(^|\/)(elasticsearch|opensearch)$/,
    address: ['network.host', 'http.host'],
    port: ['http.port'],
    defaultPort: 9200,
  },
  // https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#server
  {
    image: /(^|\/)grafana(-oss|-enterprise)?$/,
    address: ['GF_SERVER_HTTP_ADDR', 'http_addr'],
    port: ['GF_SERVER_HTTP_PORT', 'http_port'],
    defaultPort: 3000,
  },
  // https://docs.spring.io/spring-boot/appendix/application-properties/index.html
  { command: /^java$/, address: ['server.address'], port: ['server.port'], defaultPort: 8080 },
];

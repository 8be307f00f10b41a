/** A program between clients and PostgreSQL, with databases of its own names. */
export interface ConnectionPooler {
  readonly image: RegExp;
  /** The file with the databases. */
  readonly file: RegExp;
  /** The part of the file with the databases. @default the whole file */
  readonly section?: RegExp;
  /** Each database: the name is the first group. */
  readonly database: RegExp;
  /** The name that stands for all databases. */
  readonly any: string;
}

export const CONNECTION_POOLERS: readonly ConnectionPooler[] = [
  // https://www.pgbouncer.org/config.html#section-databases
  {
    image: /pgbouncer/,
    file: /\.ini$/,
    section: /^\s*\[databases\]([^[]*)/m,
    database: /^[ \t]*"?([\w*-]+)"?[ \t]*=/gm,
    any: '*',
  },
  // https://github.com/postgresml/pgcat/blob/main/CONFIG.md
  { image: /pgcat/, file: /\.toml$/, database: /^[ \t]*\[pools\.([\w-]+)\]/gm, any: '*' },
  // https://github.com/yandex/odyssey/blob/master/documentation/configuration.md
  { image: /odyssey/, file: /\.conf$/, database: /^[ \t]*database[ \t]+"?([\w-]+)"?[ \t]*\{/gm, any: 'default' },
];

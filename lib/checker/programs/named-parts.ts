/**
 * A configuration by lines: the end of the file's name, a kind of part, the name where the configuration uses a part and
 * where the configuration defines the part. The last pattern fits names that the program knows by itself, or a file whose
 * parts stand elsewhere.
 */
export type LineForm = readonly [file: RegExp, what: string, use: RegExp, define: RegExp, except?: RegExp];

export const LINE_FORMS: readonly LineForm[] = [
  // https://docs.haproxy.org/3.0/configuration.html
  [
    /\.cfg$/,
    'a backend',
    /^[ \t]*(?:use_backend|default_backend)[ \t]+([\w.-]+)(?=\s|$)/gm,
    /^[ \t]*(?:backend|listen)[ \t]+([\w.-]+)/gm,
  ],
  [
    /\.cfg$/,
    'a section of resolvers',
    /^[ \t]*(?:server|default-server|server-template)\b.*[ \t]resolvers[ \t]+([\w.-]+)/gm,
    /^[ \t]*resolvers[ \t]+([\w.-]+)/gm,
  ],
  [/\.cfg$/, 'a userlist', /\bhttp_auth(?:_group)?\(([\w.-]+)\)/g, /^[ \t]*userlist[ \t]+([\w.-]+)/gm],
  // https://nginx.org/en/docs/http/ngx_http_limit_req_module.html, https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache
  [
    /\.conf$/,
    'a zone of limit_req_zone',
    /(?:^|[;{])[ \t]*limit_req[ \t]+(?:[^;#]*[ \t])?zone=(\w+)/gm,
    /(?:^|[;{])[ \t]*limit_req_zone\b[^;#]*\bzone=(\w+):/gm,
  ],
  [
    /\.conf$/,
    'a zone of limit_conn_zone',
    /(?:^|[;{])[ \t]*limit_conn[ \t]+(\w+)/gm,
    /(?:^|[;{])[ \t]*limit_conn_zone\b[^;#]*\bzone=(\w+):/gm,
  ],
  [
    /\.conf$/,
    'a zone of proxy_cache_path',
    /(?:^|[;{])[ \t]*(?:proxy|fastcgi|uwsgi)_cache[ \t]+(\w+)[ \t]*;/gm,
    /\bkeys_zone=(\w+):/g,
    /^off$/,
  ],
  // https://nginx.org/en/docs/http/ngx_http_log_module.html: the main file may define more formats.
  [
    /\.conf$/,
    'a format of log_format',
    /(?:^|[;{])[ \t]*access_log[ \t]+[^\s;]+[ \t]+(\w+)(?=[ \t;])/gm,
    /(?:^|[;{])[ \t]*log_format[ \t]+(\w+)/gm,
    /^(main|combined)$|^[ \t]*access_log[ \t]+(syslog:|off)/m,
  ],
  // https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/
  [
    /^policy(\.[\w-]+)?\.csv$/,
    'a role of a line with p or g',
    /^[ \t]*g[ \t]*,[^,\n]+,[ \t]*(role:[\w.-]+)/gm,
    /^[ \t]*[pg][ \t]*,[ \t]*(role:[\w.-]+)/gm,
    /^role:(admin|readonly)$/,
  ],
  // https://logback.qos.ch/manual/configuration.html, https://logging.apache.org/log4j/2.x/manual/configuration.html
  [
    /^(logback|log4j2)[\w-]*\.xml$/,
    'an appender',
    /<(?:appender-ref|AppenderRef)\s+ref="([\w.-]+)"/g,
    /<(?!logger|property)\w+\s+(?:class="[^"]*"\s+)?name="([\w.-]+)"/gi,
    /<include\b/,
  ],
  // https://docs.fluentd.org/configuration/config-file#6.-group-filter-and-output-the-label-directive
  [/\.conf$/, 'a label', /^[ \t]*@label[ \t]+(@\w+)/gm, /^[ \t]*<label[ \t]+(@\w+)>/gm, /^@(ERROR|ROOT|FLUENT_LOG)$/],
  // https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/
  [
    /\.conf$/,
    'a master of sentinel monitor',
    /^[ \t]*sentinel[ \t]+(?:down-after-milliseconds|failover-timeout|parallel-syncs|auth-pass|auth-user)[ \t]+(\S+)/gm,
    /^[ \t]*sentinel[ \t]+monitor[ \t]+(\S+)/gm,
  ],
  // https://varnish-cache.org/docs/trunk/users-guide/vcl-backends.html
  [/\.vcl$/, 'a backend', /\bbackend_hint\s*=\s*(\w+)\s*;/g, /^\s*(?:backend\s+|new\s+)(\w+)/gm],
];

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
    /^[ \t]*limit_req[ \t]+(?:[^;#]*[ \t])?zone=(\w+)/gm,
    /^[ \t]*limit_req_zone\b[^;#]*\bzone=(\w+):/gm,
  ],
  [
    /\.conf$/,
    'a zone of limit_conn_zone',
    /^[ \t]*limit_conn[ \t]+(\w+)/gm,
    /^[ \t]*limit_conn_zone\b[^;#]*\bzone=(\w+):/gm,
  ],
  [/\.conf$/, 'a zone of proxy_cache_path', /^[ \t]*proxy_cache[ \t]+(\w+)[ \t]*;/gm, /\bkeys_zone=(\w+):/g, /^off$/],
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

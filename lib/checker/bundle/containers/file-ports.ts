import { valuesAt } from '../../manifest/field-path';
import { listAt, type Manifest, numberAt } from '../../manifest/manifest';
import { yamlValue } from '../../manifest/yaml-value';
import type { Bundle, Container } from '../bundle';
import { imageName } from './image-users';
import { mountedFiles } from './mounted-files';
import { settingsInFile } from './setting-syntax';

/** The ports of a mounted file in which a program reads all of its ports. */
export interface FilePorts {
  readonly file: string;
  readonly ports: readonly number[];
  /** Ports that the program opens by itself, or that may be ports as well. */
  readonly silent: readonly number[];
}

type Ports = (text: string) => readonly number[];
/** The image, the file, the ports of the file, and the ports that the program opens beside. */
type Form = readonly [image: RegExp, file: RegExp, ports: Ports, silent?: Ports];

/** The last word of `0.0.0.0:8080`, `[::]:8080`, `*:8080`, `:8080`, `8080`. */
const AT = String.raw`(?:[\d.*]*:|\[[:\d]*\]:|:::)?(\d{2,5})\b(?![.:])`;
const fits =
  (form: RegExp): Ports =>
  (text) =>
    [...text.matchAll(form)].map(([, port]) => Number(port));
const after = (start: string): Ports => fits(new RegExp(String.raw`^[ \t]*(?:${start})${AT}`, 'gm'));
const always =
  (...ports: readonly number[]): Ports =>
  () =>
    ports;
/** Ports that the program opens unless words of the file say other ones. */
const unless =
  (...ports: readonly (readonly [port: number, said: RegExp])[]): Ports =>
  (text) =>
    ports.flatMap(([port, said]) => (said.test(text) ? [] : [port]));
const ANY = /(?:)/;

const FORMS: readonly Form[] = [
  // https://docs.haproxy.org/3.0/configuration.html#4.2-bind
  [/haproxy/, /\.cfg$/, after('bind[ \\t]+')],
  [/nginx|openresty/, /\.conf$|^default$/, fits(/^[^#\n]*\blisten\s+(?:[\d.*]+:|\[[:\d]*\]:)?(\d{2,5})\b(?!\.)/gm)],
  // https://httpd.apache.org/docs/2.4/bind.html
  [/(^|\/)httpd$/, /^httpd\.conf$/, after('Listen[ \\t]+')],
  // https://redis.io/docs/latest/operate/oss_and_stack/management/config-file/
  [/(redis|valkey)$/, /^(redis|valkey|sentinel)[\w-]*\.conf$/, after('(?:tls-)?port[ \\t]+'), always(26379)],
  // https://mosquitto.org/man/mosquitto-conf-5.html
  [/mosquitto$/, /\.conf$/, after('(?:listener|port)[ \\t]+')],
  // https://caddyserver.com/docs/caddyfile/concepts#addresses
  [/(^|\/)caddy$/, /^Caddyfile$/, fits(/^(?:https?:\/\/)?[\w.*-]*:(\d{2,5})(?=[\s,{])/gm), always(80, 443, 2019)],
  // https://doc.traefik.io/traefik/routing/entrypoints/
  [/(^|\/)traefik$/, /^traefik\./, fits(/\baddress["']?\s*[:=]\s*["']?[\w.[\]]*:(\d{2,5})/g), always(8080)],
  // https://www.envoyproxy.io/docs/envoy/latest/configuration/listeners/listeners
  [
    /(^|\/)envoy$/,
    /\.ya?ml$/,
    (text) =>
      ['static_resources.listeners[].address', 'admin.address']
        .flatMap((path) => valuesAt(yamlValue(text), `${path}.socket_address.port_value`))
        .map(({ value }) => Number(value)),
  ],
  // https://grafana.com/docs/loki/latest/configure/#server
  [/(loki|promtail)$/, /\.ya?ml$/, fits(/\bhttp_listen_port:\s*(\d{2,5})/g), always(9095)],
  // https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#http_port
  [/grafana(-oss|-enterprise)?$/, /^(grafana|custom)\.ini$/, after('http_port\\s*=\\s*'), always(9094)],
  // https://www.rabbitmq.com/docs/networking#ports
  [
    /rabbitmq$/,
    /^rabbitmq\.conf$/,
    after('(?:(?:mqtt\\.)?listeners|management|prometheus)\\.(?:tcp|ssl)\\.\\w+\\s*=\\s*'),
    (text) => [
      ...unless([5672, /^listeners\.tcp/m], [15672, /^management\.tcp/m], [15692, /^prometheus\.tcp/m])(text),
      ...unless([1883, /^mqtt\./m])(text),
      4369,
      25672,
    ],
  ],
  // https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_port
  [/(mysql|mariadb)$/, /\.cnf$/, after('port\\s*=\\s*'), always(33060)],
  // https://www.pgbouncer.org/config.html
  [/pgbouncer$/, /\.ini$/, after('listen_port\\s*=\\s*')],
  // https://docs.nats.io/running-a-nats-service/configuration
  [
    /(^|\/)nats$/,
    /\.conf$/,
    fits(/(?:^|[{;,\s])(?:listen|(?:\w+_)?port|https?)["']?\s*[:=]\s*["']?(?:[\w.]*:)?(\d{2,5})\b/gm),
    unless([4222, /^(port|listen)\b/m]),
  ],
  // https://zookeeper.apache.org/doc/current/zookeeperAdmin.html
  [/zookeeper$/, /^zoo\.cfg$/, after('(?:clientPort|secureClientPort)\\s*=\\s*'), always(2888, 3888, 7000, 8080)],
  // https://docs.gunicorn.org/en/stable/settings.html#bind, https://uwsgi-docs.readthedocs.io/en/latest/Options.html
  [ANY, /gunicorn[\w.]*\.py$/, fits(/^bind\s*=\s*\[?["'][^"'\n]*:(\d{2,5})["']/gm)],
  [ANY, /uwsgi[\w.]*\.ini$/, after('(?:https?|http-socket|socket)\\s*=\\s*')],
  // https://docs.spring.io/spring-boot/appendix/application-properties/index.html
  [ANY, /^application[\w-]*\.ya?ml$/, (text) => named('a.yaml', text, SPRING), always(6565, 9090)],
  [ANY, /^application[\w-]*\.properties$/, (text) => named('a', text, SPRING), always(6565, 9090)],
];
const SPRING = /^(management\.)?server\.port$/;

const named = (file: string, text: string, name: RegExp): number[] =>
  settingsInFile(file, text).flatMap((each) =>
    name.test(each.name) && /^\d{2,5}$/.test(each.value) ? [Number(each.value)] : [],
  );

/** Settings with the port of any program, and settings beside with the host of another one. */
const PORT =
  /^((?:server|http|web|app|api|listen|service|ktor\.deployment|quarkus\.http)[._])?(?:http[._])?(?:listen[._])?port$/;
const HOST = /^(host|hostname|address|addr|url)$/;
const OWN_HOST = /^(0\.0\.0\.0|\[?::\]?|localhost|127\..*|\*|)$/;
/** Ports of servers to which programs connect: https://www.iana.org/assignments/service-names-port-numbers */
const OF_SERVERS = /^(\d{1,3}|1433|2379|3306|4222|5432|5672|6379|8123|9000|9092|9200|11211|27017)$/;

/** The port of a program of any kind, in a file of YAML or JSON. All other numbers of the files may be ports as well. */
function portsOfAny(bundle: Bundle, file: string, text: string, all: readonly (string | undefined)[]): FilePorts[] {
  if (!/\.(ya?ml|json)$/.test(file) || !text.includes('port') || /^(apiVersion|kind|scrape_configs):/m.test(text))
    return [];
  const found = settingsInFile('a.yaml', text);
  const [own, ...others] = found.filter(({ name }) => PORT.test(name));
  if (own === undefined || others.length > 0 || all.includes(undefined)) return [];
  const prefix = PORT.exec(own.name)?.[1] ?? '';
  const isOfOther = found.some(
    ({ name, value }) => name.startsWith(prefix) && HOST.test(name.slice(prefix.length)) && !OWN_HOST.test(value),
  );
  const isServed = (service: Manifest) =>
    listAt(service, 'spec', 'ports').some((each) => numberAt(each, 'port') === Number(own.value));
  if (!/^\d+$/.test(own.value) || OF_SERVERS.test(own.value) || isOfOther || bundle.ofKind('Service').some(isServed))
    return [];
  const silent = all.flatMap((each) => [...(each ?? '').matchAll(/\d{2,5}/g)].map(([number]) => Number(number)));
  return [{ file, ports: [Number(own.value)], silent }];
}

/** The files of a container with the ports of its program. */
export function filePorts(bundle: Bundle, container: Container): FilePorts[] {
  const mounted = mountedFiles(bundle, container);
  if (mounted.length === 0) return [];
  const forms = FORMS.filter(([image]) => image.test(imageName(container)));
  const all = mounted.flatMap(({ files }) => [...files.values()]);
  return mounted.flatMap(({ files, subPath }) =>
    [...files].flatMap(([file, text]) => {
      if (text === undefined || (subPath ?? file) !== file) return [];
      const [, , ports, silent] = forms.find(([, form]) => form.test(file)) ?? [];
      // A program of the table has its ports in its own file.
      if (ports === undefined) {
        return forms.some(([image]) => image !== ANY) ? [] : portsOfAny(bundle, file, text, all);
      }
      const plain = text.replace(/^[ \t]*[#;].*$/gm, '');
      const found = ports(plain);
      return found.length === 0 ? [] : [{ file, ports: found, silent: silent?.(plain) ?? [] }];
    }),
  );
}

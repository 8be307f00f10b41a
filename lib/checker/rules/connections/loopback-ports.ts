import type { Bundle, Container } from '../../bundle/bundle';
import { takenVariables } from '../../bundle/containers/container-environment';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { type Setting, settings } from '../../bundle/containers/settings';
import { listeningPorts } from '../../bundle/traffic/listening-ports';
import { isOneDigitOff } from '../../bundle/traffic/port-slip';
import { runs } from '../../bundle/workloads/members';
import { entryPath } from '../../manifest/field-path';
import { listAt, numberAt, stringAt } from '../../manifest/manifest';
import { SPEAKERS } from '../../programs/client-schemes';
import type { Finding, Rule } from '../../rule';

/** A program of the pod that is asked at its own address. */
const NGINX =
  /^[^#\n]*\b(fastcgi_pass|uwsgi_pass|scgi_pass|proxy_pass|grpc_pass|server)\s+(?:\w+:\/\/)?(?:127\.0\.0\.1|localhost|\[::1\]):(\d{2,5})\b/gm;
const URL = /^(?:([\w+.:-]*):\/\/(?:[^\s/@]*@)?)?(?:127\.0\.0\.1|localhost):(\d{2,5})(?=\/|$)/;

/** Programs that ask one server alone, and the scheme of the server. Source: the page of each program. */
const ASKS: readonly (readonly [program: RegExp, scheme: string])[] = [
  [/^(redis|valkey)[_-]exporter$/, 'redis'],
  [/^(postgres|pgbouncer)[_-]exporter$/, 'postgres'],
  [/^mysqld?[_-]exporter$/, 'mysql'],
  [/^mongodb[_-]exporter$/, 'mongodb'],
];

/** The ports of images that say nothing of them: https://hub.docker.com/_/php (fpm) */
const IMAGES: readonly (readonly [image: RegExp, tag: RegExp, port: number, asks: RegExp])[] = [
  [/(^|\/)(php|wordpress|drupal|nextcloud|matomo|yourls|friendica|backdrop|joomla)$/, /fpm/, 9000, /fastcgi_pass/],
];

/** A container asks another one of its pod at a port on which the other listens. */
export const loopbackPorts: Rule = {
  id: 'loopback-ports',
  answer: 'risk',
  why: 'the containers of a pod find each other at 127.0.0.1, by the port alone: at another one nobody answers, and a proxy says 502',
  example:
    'ConfigMap default/site: data[site.conf]: expected port 9000, on which container php listens, received 9001 for fastcgi_pass [loopback-ports]',
  about: ['127.0.0.1', 'localhost', '[::1]'],
  check: (bundle) =>
    bundle.templates.flatMap(({ containers }) => {
      const running = containers.filter(({ init }) => !init);
      return running.length < 2 ? [] : running.flatMap((container) => astray(bundle, container, running));
    }),
};

interface Asked extends Pick<Finding, 'object' | 'field'> {
  readonly port: number;
  readonly says: string;
  /** The scheme of the server that is asked, such as `redis`. */
  readonly scheme?: string | undefined;
}

function astray(bundle: Bundle, container: Container, running: readonly Container[]): Finding[] {
  // A line of nginx looks like a setting, too.
  const all = [...ofSettings(bundle, container), ...ofNginx(bundle, container)];
  const asked = [...new Map(all.map((each) => [`${each.field} ${each.port}`, each])).values()];
  if (asked.length === 0) return [];
  const others = running.filter((each) => each !== container);
  const open = others.flatMap((each) => portsOf(bundle, each).map((port) => ({ port, each })));
  const own = portsOf(bundle, container);
  return asked.flatMap(({ port, says, scheme, ...place }): Finding[] => {
    if (own.includes(port) || open.some((each) => each.port === port)) return [];
    if (running.some((each) => each !== container && mentions(bundle, each, port))) return [];
    const known = others.find((each) => IMAGES.some((row) => isOf(row, each) && row[3].test(says)));
    const near = open.filter((each) => isOneDigitOff(each.port, port));
    // Of all containers, one speaks the protocol, on one port.
    const [speaking, ...more] = open.filter((each) => speaks(each.each, each.port, scheme));
    const spoken = speaking !== undefined && more.length === 0 ? speaking : undefined;
    const [only] = known ? open.filter(({ each }) => each === known) : spoken ? [spoken] : near;
    if (only === undefined || (spoken === undefined && near.length > 1)) return [];
    const expected = `port ${only.port}, on which container ${only.each.name} listens`;
    return [{ ...place, expected, received: `${port} for ${says}` }];
  });
}

/** True for a port of a database that speaks the scheme: the usual port, or the only port of the container. */
function speaks(container: Container, port: number, scheme: string | undefined): boolean {
  if (scheme === undefined || /^https?$/.test(scheme)) return false;
  const ports = SPEAKERS.find(({ program }) => runs(container, program))?.ports ?? {};
  const own = Object.keys(ports).filter((each) => ports[Number(each)]?.includes(scheme));
  return own.includes(String(port)) || (own.length > 0 && listAt(container.spec, 'ports').length === 1);
}

const isOf = ([image, tag]: (typeof IMAGES)[number], { spec }: Container): boolean => {
  const [, name = '', version = ''] = /^(.*?)(?::([\w.-]+))?(?:@.*)?$/.exec(stringAt(spec, 'image') ?? '') ?? [];
  return image.test(name) && tag.test(version);
};

function portsOf(bundle: Bundle, container: Container): number[] {
  const declared = listAt(container.spec, 'ports').flatMap((port) => numberAt(port, 'containerPort') ?? []);
  const told = listeningPorts(bundle, container).map(({ port }) => port);
  const preset =
    declared.length + told.length > 0 ? [] : IMAGES.filter((row) => isOf(row, container)).map((row) => row[2]);
  return [...new Set([...declared, ...told, ...preset])];
}

function ofNginx(bundle: Bundle, container: Container): Asked[] {
  if (!runs(container, /^(nginx|nginx-unprivileged|openresty)$/)) return [];
  return mountedFiles(bundle, container).flatMap(({ made, files }) =>
    [...files].flatMap(([name, text = '']) =>
      [...text.matchAll(NGINX)].map(([, says = '', port]) => {
        return { object: made, field: entryPath('data', name), port: Number(port), says };
      }),
    ),
  );
}

function ofSettings(bundle: Bundle, container: Container): Asked[] {
  return settings(bundle, container).flatMap(({ name, value, object, field }: Setting) => {
    const [, written, port] = URL.exec(value.slice(0, 500)) ?? [];
    // `jdbc:mysql`, `postgresql+asyncpg`
    const scheme = written?.split(':').at(-1)?.split('+')[0] ?? ASKS.find(([asker]) => runs(container, asker))?.[1];
    return port === undefined ? [] : [{ object, field, port: Number(port), says: name, scheme }];
  });
}

/** True if a container says the number anywhere: in words, variables or files. */
function mentions(bundle: Bundle, container: Container, port: number): boolean {
  const files = mountedFiles(bundle, container).flatMap(({ files }) => [...files.values()]);
  const taken = takenVariables(bundle, container).map(({ value }) => value);
  return new RegExp(`(?<!\\d)${port}(?!\\d)`).test(JSON.stringify([container.spec, files, taken]));
}

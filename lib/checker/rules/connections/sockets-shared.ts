import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { mounts } from '../../bundle/containers/pod-volumes';
import { runs } from '../../bundle/workloads/members';
import { entryPath } from '../../manifest/field-path';
import { listAt, numberAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Programs behind a web server, and the setting with the socket or the port. */
const SERVERS = /^(php|php-fpm[\d.]*|gunicorn|uwsgi|uvicorn|puma|hypercorn)$|php-fpm|(^|-)fpm(-|$)/;
const FPM = /php-fpm|(^|-)fpm(-|$)|^php$/;
const LISTEN = /^\s*listen\s*=\s*["']?([^\s"';]+)/gm;
const BIND = /(?:--?b(?:ind)?|--uds|--socket|--http-socket)[= ]+(?:unix:)?(\/[\w./-]+)/g;

/** A web server asks the program beside it through a socket that both have, or on the port that the program has. */
export const socketsShared: Rule = {
  id: 'sockets-shared',
  answer: 'broken',
  why: 'a socket is a file: two containers see the same one on a volume that both mount, and at the path that the program makes, or each page is a 502',
  example:
    'ConfigMap default/web: data[default.conf]: expected 127.0.0.1:9000, where the program of container php listens, received "unix:/run/php-fpm.sock" [sockets-shared]',
  about: ['unix:', 'fastcgi_pass'],
  check: (bundle) =>
    bundle.templates
      .filter(
        ({ containers }) =>
          containers.length > 1 && containers.some((each) => runs(each, /nginx|httpd|caddy|openresty/)),
      )
      .flatMap(({ containers }) => {
        const servers = containers.filter((each) => !each.init && isServer(each));
        const [server, ...others] = servers;
        if (server === undefined || others.length > 0) return [];
        return containers
          .filter((each) => each !== server && !each.init)
          .flatMap((each) => misled(bundle, each, server));
      }),
};

const isServer = (container: Container): boolean => runs(container, SERVERS) || isFpm(container);
const isFpm = (container: Container): boolean =>
  runs(container, FPM) ||
  /fpm/.test(stringAt(container.spec, 'image') ?? '') ||
  /^(php|fpm)(-|$)|-(php|fpm)$/.test(container.name) ||
  listAt(container.spec, 'ports').some((port) => /^(fpm|php-fpm|fastcgi|fcgi)$/.test(stringAt(port, 'name') ?? ''));

/** The sockets and the ports of a program, as far as the manifests say. */
function listens(bundle: Bundle, container: Container): readonly string[] {
  const files = mountedFiles(bundle, container).flatMap(({ files }) => [...files.values()].map((text) => text ?? ''));
  const line = commandLine(container).join(' ');
  const told = [
    ...files.flatMap((text) => [...text.replace(/^\s*;.*$/gm, '').matchAll(LISTEN)].map(([, place = '']) => place)),
    ...[...line.matchAll(BIND)].map(([, place = '']) => place),
  ];
  // Without a word of the program, its ports are those that the manifest declares.
  const declared = listAt(container.spec, 'ports').flatMap((port) => numberAt(port, 'containerPort') ?? []);
  return told.length > 0 || !isFpm(container) ? told : declared.map(String);
}

function misled(bundle: Bundle, container: Container, server: Container): Finding[] {
  const told = listens(bundle, server);
  const sockets = told.filter((place) => place.startsWith('/'));
  return mountedFiles(bundle, container).flatMap(({ made, files }) =>
    [...files].flatMap(([name, text = '']): Finding[] => {
      const plain = text.replace(/^\s*#.*$/gm, '');
      const passes = [
        ...plain.matchAll(
          /\b(?:fastcgi_pass|uwsgi_pass|proxy_pass|server)\s+((?:http:\/\/)?unix:[^\s;]+|(?:127\.0\.0\.1|localhost):\d+)/g,
        ),
      ].map(([, address = '']) => address);
      return passes
        .flatMap((address): string[] => {
          const socket = /unix:(\/[^\s;:]+)/.exec(address)?.[1];
          const shared = socket !== undefined && isShared(container, server, socket);
          const official =
            isFpm(server) &&
            /^(\d|alpine|latest|.*fpm)/.test((stringAt(server.spec, 'image') ?? '').split(':')[1] ?? '');
          if (socket === undefined) {
            const isFastCgi = plain.includes('fastcgi_pass') && isFpm(server) && told.length > 0;
            const isSocketAlone = sockets.length > 0 && sockets.length === told.length;
            const [only = '', ...more] = told.map((place) => place.replace(/^.*:/, ''));
            const isFcgi = isFastCgi && plain.includes(`fastcgi_pass ${address}`);
            // A port of another use may be the only one that is declared.
            if (
              isFcgi &&
              more.length === 0 &&
              /^\d+$/.test(only) &&
              !/:9000$/.test(address) &&
              !address.endsWith(`:${only}`)
            )
              return [`127.0.0.1:${only}, where the program of container ${server.name} listens`];
            return isFastCgi && isSocketAlone && /:9000$/.test(address)
              ? [`unix:${sockets[0]}, where the program of container ${server.name} listens`]
              : [];
          }
          if (sockets.length > 0 && !sockets.includes(socket))
            return [`unix:${sockets[0]}, where the program of container ${server.name} listens`];
          if (shared) return [];
          const port =
            told.find((place) => /^([\d.]+:)?\d+$/.test(place)) ?? (official && told.length === 0 ? '9000' : undefined);
          return [
            port === undefined
              ? `a path on a volume that container ${server.name} mounts, too`
              : `127.0.0.1:${port.replace(/^.*:/, '')}, where the program of container ${server.name} listens`,
          ];
        })
        .slice(0, 1)
        .map((expected) => ({ object: made, field: entryPath('data', name), expected, received: quoted(passes[0]) }));
    }),
  );
}

/** True if both containers have one volume at the folder of the socket. */
function isShared(container: Container, server: Container, socket: string): boolean {
  const volumesOf = (each: Container) =>
    mounts(each)
      .filter(({ mountPath }) => socket.startsWith(`${mountPath}/`) || mountPath === '/')
      .map(({ volume }) => volume);
  const own = volumesOf(container);
  return volumesOf(server).some((volume) => own.includes(volume));
}

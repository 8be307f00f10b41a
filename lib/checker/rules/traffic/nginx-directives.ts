import type { Bundle, Container } from '../../bundle/bundle';
import { imageReference } from '../../bundle/containers/image-reference';
import { imageName } from '../../bundle/containers/image-users';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { entryPath } from '../../manifest/field-path';
import { blocksNamed, type Directive, nginxBlocks } from '../../manifest/nginx-blocks';
import { type Finding, quoted, type Rule } from '../../rule';

const IMAGE = /(^|\/)(nginx|nginx-unprivileged|openresty|angie)$/;

/** A directive that does not work as it stands. */
interface Misfit {
  readonly expected: string;
  readonly received: string;
}

/** The directives of nginx work together. */
export const nginxDirectives: Rule = {
  id: 'nginx-directives',
  answer: 'broken',
  why: 'nginx takes directives by the letter: a path without its slash is another file, and a variable without a resolver is no host',
  example:
    'ConfigMap default/site: data[site.conf]: expected /srv/static/ for alias, with a slash at the end as location /static/ has, received "/srv/static" [nginx-directives]',
  about: ['.conf'],
  check: (bundle) => {
    const found = bundle.containers
      .filter((container) => IMAGE.test(imageName(container)))
      .flatMap((container) => inFiles(bundle, container));
    return [
      ...new Map(
        found.map((each) => [JSON.stringify([each.object.metadata, each.field, each.expected]), each]),
      ).values(),
    ];
  },
};

function inFiles(bundle: Bundle, container: Container): Finding[] {
  const mounted = mountedFiles(bundle, container).flatMap(({ made, kind, mountPath, subPath, files }) =>
    [...files].flatMap(([name, text]) => {
      const directives = text !== undefined && /\.conf$/.test(name) ? nginxBlocks(text) : undefined;
      const path = subPath === undefined ? `${mountPath}/${name}` : mountPath;
      return directives === undefined || kind === 'Secret' ? [] : [{ made, name, path, directives }];
    }),
  );
  const all = mounted.flatMap(({ directives }) => flat(directives));
  const [, minor] = /^v?1\.(\d+)/.exec(imageReference(container)?.tag ?? '') ?? [];
  return mounted.flatMap(({ made, name, path, directives }) =>
    [
      ...places(directives, path),
      ...blocksNamed(directives, 'location').flatMap(({ block, own, around }) => [
        ...aliases(block, own),
        ...rewritten(block, own),
        ...upgrades([...own, ...around], own, Number(minor) < 29),
        ...scripts(own, all),
        ...unresolved(own, all),
      ]),
      ...blocksNamed(directives, 'server').flatMap(({ own }) => uncertified(own, all)),
    ].map((misfit) => ({ object: made, field: entryPath('data', name), ...misfit })),
  );
}

const flat = (directives: readonly Directive[]): Directive[] =>
  directives.flatMap((each) => [each, ...flat(each.block ?? [])]);
const has = (directives: readonly Directive[], name: string, ...words: readonly string[]): boolean =>
  directives.some(
    (each) => each.name === name && words.every((word, index) => each.words[index]?.toLowerCase() === word),
  );
const isPattern = ({ words }: Directive): boolean => /^[~@]/.test(words[0] ?? '');

/** https://nginx.org/en/docs/http/ngx_http_core_module.html#alias: the rest of the path is put behind the alias. */
function aliases(location: Directive, own: readonly Directive[]): Misfit[] {
  const path = location.words.at(-1) ?? '';
  const alias = own.find(({ name }) => name === 'alias')?.words[0] ?? '';
  if (isPattern(location) || !path.endsWith('/') || path === '/' || !/^\/[^$]*[^/$]$/.test(alias)) return [];
  return [
    { expected: `${alias}/ for alias, with a slash at the end as location ${path} has`, received: quoted(alias) },
  ];
}

/** https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass: nginx does not know the part to replace. */
function rewritten(location: Directive, own: readonly Directive[]): Misfit[] {
  const url = own.find(({ name }) => name === 'proxy_pass')?.words[0] ?? '';
  if (!isPattern(location) || url.includes('$') || !/^https?:\/\/[^/]+\//.test(url)) return [];
  return [
    {
      expected: `no path in proxy_pass, since location ${location.words.join(' ')} is no prefix`,
      received: quoted(url),
    },
  ];
}

/** https://nginx.org/en/docs/http/websocket.html: the version of HTTP is 1.0 before nginx 1.29.7. */
function upgrades(all: readonly Directive[], own: readonly Directive[], isOld: boolean): Misfit[] {
  if (!has(own, 'proxy_set_header', 'upgrade')) return [];
  const line = 'proxy_set_header Upgrade alone';
  return [
    ...(isOld && !has(all, 'proxy_http_version')
      ? [
          {
            expected: 'proxy_http_version 1.1 beside the header Upgrade, without which no WebSocket opens',
            received: line,
          },
        ]
      : []),
    ...(has(own, 'proxy_set_header', 'connection') || has(own, 'include')
      ? []
      : [
          {
            expected: 'proxy_set_header Connection beside the header Upgrade, without which no WebSocket opens',
            received: line,
          },
        ]),
  ];
}

/** https://nginx.org/en/docs/http/ngx_http_fastcgi_module.html: fastcgi_params does not have the file. */
function scripts(own: readonly Directive[], all: readonly Directive[]): Misfit[] {
  const includes = all.filter(
    ({ name, words }) => name === 'include' && !/fastcgi_params$|mime\.types$/.test(words[0] ?? ''),
  );
  if (!has(own, 'fastcgi_pass') || has(all, 'fastcgi_param', 'script_filename') || includes.length > 0) return [];
  return [
    {
      expected: 'fastcgi_param SCRIPT_FILENAME beside fastcgi_pass, without which PHP finds no file',
      received: 'none',
    },
  ];
}

/** https://nginx.org/en/docs/http/ngx_http_core_module.html#resolver: nginx resolves a name in a variable at each request. */
function unresolved(own: readonly Directive[], all: readonly Directive[]): Misfit[] {
  const [, variable] =
    /^(?:https?:\/\/)?\$\{?(\w+)/.exec(own.find(({ name }) => name === 'proxy_pass')?.words[0] ?? '') ?? [];
  const [, value = ''] = all.find(({ name, words }) => name === 'set' && words[0] === `$${variable}`)?.words ?? [];
  const host = value.replace(/^https?:\/\//, '').replace(/[:/].*$/, '');
  const isGroup = all.some(({ name, words }) => name === 'upstream' && words[0] === host);
  if (variable === undefined || !/^[a-z][\w.-]*$/i.test(host) || isGroup || has(all, 'resolver') || has(all, 'include'))
    return [];
  return [{ expected: `a resolver, since proxy_pass has the host in the variable $${variable}`, received: 'none' }];
}

function uncertified(own: readonly Directive[], all: readonly Directive[]): Misfit[] {
  const listen = own.find(({ name, words }) => name === 'listen' && words.includes('ssl'));
  if (listen === undefined || has(all, 'ssl_certificate') || has(own, 'include') || has(own, 'ssl_reject_handshake'))
    return [];
  return [{ expected: 'ssl_certificate beside listen with ssl', received: 'none' }];
}

/** The main file has the sections of nginx, and includes the files of conf.d inside of http. */
function places(directives: readonly Directive[], path: string): Misfit[] {
  const received = (name: string) => `${name} at the top`;
  if (/\/conf\.d\/[^/]+\.conf$/.test(path)) {
    const stray = directives.find(({ name, block }) => block !== undefined && /^(http|events|stream|mail)$/.test(name));
    const expected = 'directives of http alone, since nginx includes the files of conf.d there';
    return stray === undefined ? [] : [{ expected, received: received(stray.name) }];
  }
  if (path !== '/etc/nginx/nginx.conf') return [];
  const stray = directives.find(({ name }) => /^(server|upstream|location)$/.test(name));
  if (stray !== undefined)
    return [{ expected: 'http { } around the servers of nginx.conf', received: received(stray.name) }];
  const isWhole = has(directives, 'events') || has(directives, 'include');
  return isWhole
    ? []
    : [{ expected: 'events { } in nginx.conf, without which nginx does not start', received: 'none' }];
}

import type { Bundle, Container, PodTemplate } from '../../bundle/bundle';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { type Setting, setting } from '../../bundle/containers/settings';
import { httpProbes } from '../../bundle/traffic/probed-ports';
import { runs } from '../../bundle/workloads/members';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { getOrInsert } from '../../manifest/get-or-insert';
import { identity, listAt, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { type Finding, quoted, type Rule } from '../../rule';

/** Settings with the hosts that a program serves; the program answers 400 to any other. */
const SETTINGS: readonly (readonly string[])[] = [
  // https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts, and AllowedHosts of ASP.NET Core:
  // https://learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/host-filtering
  ['DJANGO_ALLOWED_HOSTS', 'ALLOWED_HOSTS'],
  // https://hub.docker.com/_/nextcloud
  ['NEXTCLOUD_TRUSTED_DOMAINS'],
];

/** A list of allowed hosts holds the hosts of the routes, and the host of each probe. */
export const allowedHosts: Rule = {
  id: 'allowed-hosts',
  answer: 'risk',
  why: 'a program answers 400 to a host that it does not know: a probe without the header Host asks by the address of the pod, which is none of the hosts',
  example:
    'Deployment default/api: spec.template.spec.containers[api].readinessProbe.httpGet.httpHeaders: expected the header Host with one of ALLOWED_HOSTS, received nothing [allowed-hosts]',
  about: ['allowed', 'trusted'],
  check: (bundle) =>
    bundle.containers
      .filter(({ init }) => !init)
      .flatMap((container) =>
        SETTINGS.flatMap((names) => {
          const found = setting(bundle, container, names);
          const hosts = (found?.value ?? '').split(/[,;\s'"[\]]+/).filter((host) => host !== '');
          // A variable may be the address of the pod.
          if (
            found === undefined ||
            found.secret ||
            hosts.length === 0 ||
            hosts.some((host) => /[*$]|^\.$|^\d/.test(host))
          )
            return [];
          return [
            ...ofProbes(container, found, hosts),
            ...ofProxies(bundle, container, found, hosts),
            ...ofRoutes(bundle, container, found, hosts),
          ];
        }),
      ),
};

/** `.example.com` is the domain and all hosts below. */
function isServed(host: string, hosts: readonly string[]): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, '');
  return hosts.some((each) => each === name || (each.startsWith('.') && `.${name}`.endsWith(each)));
}

function ofProbes(container: Container, { name }: Setting, hosts: readonly string[]): Finding[] {
  return httpProbes(container)
    .filter(({ host }) => host === undefined || !isServed(host, hosts))
    .map(({ field, host }) => ({
      object: container.template.owner,
      field: `${field}.httpHeaders`,
      expected: `the header Host with one of ${name}`,
      received: quoted(host),
    }));
}

/** A proxy in the same pod passes the host of a probe on to the program: the address of the pod, without a header. */
function ofProxies(
  bundle: Bundle,
  container: Container,
  { name, object, field }: Setting,
  hosts: readonly string[],
): Finding[] {
  const others = container.template.containers.filter((other) => other !== container && runs(other, PROXY));
  return others.flatMap((other) =>
    httpProbes(other)
      .filter(({ host, path }) => !(host !== undefined && isServed(host, hosts)) && !isAnswered(bundle, other, path))
      .slice(0, 1)
      .map(({ host, field: probe }) =>
        host === undefined
          ? {
              object: container.template.owner,
              field: `${probe}.httpHeaders`,
              expected: `the header Host with one of ${name} of container ${container.name}, to which ${other.name} passes the host on`,
              received: quoted(host),
            }
          : {
              object,
              field,
              expected: `${quoted(host)} in ${name}, the host of the probe of container ${other.name}`,
              received: quoted(hosts.join(',')),
            },
      ),
  );
}

const PROXY = /^(nginx|nginx-unprivileged|openresty|caddy|httpd|envoy|haproxy)$/;

/** True if a location of the proxy speaks of the path, or the proxy sets the host. */
const isAnswered = (bundle: Bundle, proxy: Container, path: string): boolean => {
  const texts = mountedFiles(bundle, proxy).flatMap(({ files }) => [...files.values()].map((text) => text ?? ''));
  return (
    texts.every((text) => !text.includes('$http_host') && !text.includes('$host')) ||
    texts.some((text) => text.includes(path.replace(/\/$/, '') || ' / '))
  );
};

function ofRoutes(
  bundle: Bundle,
  { template }: Container,
  { name, object, field }: Setting,
  hosts: readonly string[],
): Finding[] {
  const stray = (routed(bundle).get(template) ?? []).filter(({ host }) => !isServed(host, hosts));
  return stray.slice(0, 1).map(({ host, ingress }) => ({
    object,
    field,
    expected: `${quoted(host)} in ${name}, the host of ${identity(ingress)}`,
    received: quoted(hosts.join(',')),
  }));
}

interface Route {
  readonly host: string;
  readonly ingress: Manifest;
}

/** The hosts of the Ingresses that lead to pods. */
const routed = once((bundle: Bundle): ReadonlyMap<PodTemplate, readonly Route[]> => {
  const found = new Map<PodTemplate, Route[]>();
  for (const ingress of bundle.ofKind('Ingress')) {
    for (const rule of listAt(ingress, 'spec', 'rules')) {
      const host = stringAt(rule, 'host');
      if (host === undefined || host.startsWith('*')) continue;
      for (const path of listAt(rule, 'http', 'paths')) {
        const service = bundle.find(
          'Service',
          namespaceOf(ingress),
          stringAt(path, 'backend', 'service', 'name') ?? '',
        );
        for (const template of service ? podsBehind(bundle, service) : []) {
          getOrInsert(found, template, () => []).push({ host, ingress });
        }
      }
    }
  }
  return found;
});

import type { Bundle, Container } from '../../bundle/bundle';
import { imageWord } from '../../bundle/containers/image-reference';
import { isSet, setting } from '../../bundle/containers/settings';
import { texts } from '../../bundle/containers/texts';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { LOOPBACK } from '../../bundle/traffic/loopback-calls';
import { isWatched } from '../../bundle/traffic/monitors';
import { matches } from '../../bundle/traffic/namespaces';
import { httpProbes } from '../../bundle/traffic/probed-ports';
import { urlsIn } from '../../bundle/traffic/urls';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { identity, listAt, namespaceOf, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import { SWITCHED_PATHS } from '../../programs/switched-paths';
import { type Finding, quoted, type Rule } from '../../rule';

/** The paths of the table, anywhere in a text. */
const ANY = new RegExp(SWITCHED_PATHS.map(({ path }) => path.source.replace(/^\^|\(\/\|\$\)$|\$$/g, '')).join('|'));

/** A path that somebody asks a container for. */
interface Asked extends Pick<Finding, 'object' | 'field'> {
  readonly containers: readonly Container[];
  readonly path: string;
}

/** A program answers the paths that others ask for. */
export const pathsSwitchedOn: Rule = {
  id: 'paths-switched-on',
  answer: 'broken',
  why: 'some paths of a program answer 403 or 404 until a setting switches them on: the configuration is never loaded again, and no metrics arrive',
  example:
    'Deployment default/api: spec.template.spec.containers[reloader].args[0]: expected web.enable-lifecycle in container api of Deployment default/api, without which /-/reload does not answer, received nothing [paths-switched-on]',
  about: ['prometheus', 'keycloak', 'n8n', 'gitea', 'forgejo', 'actuator'],
  check: (bundle) => {
    const found = [...ofProbes(bundle), ...ofMonitors(bundle), ...ofUrls(bundle)].flatMap((asked) =>
      silent(bundle, asked),
    );
    return [
      ...new Map(found.map((each) => [`${identity(each.object)} ${each.field} ${each.expected}`, each])).values(),
    ];
  },
};

function silent(bundle: Bundle, { object, field, containers, path }: Asked): Finding[] {
  const rows = SWITCHED_PATHS.filter((row) => row.path.test(path));
  return containers
    .filter(({ init }) => !init)
    .flatMap((container) =>
      rows
        .filter(({ image }) => image === undefined || image.test(imageWord(container)))
        .flatMap(({ needs, on, told }) => {
          const given = setting(bundle, container, needs);
          // A setting without a value that the manifests know may well be on.
          const isOpen = given === undefined && (told === true || isSet(bundle, container, needs));
          if (isOpen || (given !== undefined && on.test(given.value))) return [];
          const place = `container ${container.name} of ${identity(container.template.owner)}`;
          const expected = `${needs[0]} in ${place}, without which ${path} does not answer`;
          const shown = given?.secret ? 'another value' : quoted(given?.value);
          return [{ object, field, expected, received: shown }];
        }),
    );
}

const ofProbes = (bundle: Bundle): Asked[] =>
  bundle.containers.flatMap((container) =>
    httpProbes(container).map(({ field, path }) => {
      return { object: container.template.owner, field: `${field}.path`, containers: [container], path };
    }),
  );

/** Prometheus asks for the path of a monitor, or of an annotation. */
function ofMonitors(bundle: Bundle): Asked[] {
  const annotated = bundle.templates.flatMap(({ owner, path, annotations, containers }): Asked[] => {
    if (annotations['prometheus.io/scrape'] !== 'true') return [];
    const field = `${path.replace(/\.?spec$/, '')}.metadata.annotations[prometheus.io/path]`.replace(/^\./, '');
    return [{ object: owner, field, containers, path: annotations['prometheus.io/path'] ?? '/metrics' }];
  });
  const monitored = bundle.ofKind('ServiceMonitor').flatMap((object) => {
    const selector = valueAt(object, 'spec', 'selector');
    const services = bundle.ofKind('Service').filter((service) => {
      return isWatched(object, namespaceOf(service)) && matches(selector, stringsAt(service, 'metadata', 'labels'));
    });
    const containers = services.flatMap((service) => podsBehind(bundle, service)).flatMap((pod) => pod.containers);
    return listAt(object, 'spec', 'endpoints').map((endpoint, index) => {
      return {
        object,
        field: `spec.endpoints[${index}].path`,
        containers,
        path: stringAt(endpoint, 'path') ?? '/metrics',
      };
    });
  });
  return [...annotated, ...monitored];
}

/** URLs of Services, and of other containers of the same pod. */
function ofUrls(bundle: Bundle): Asked[] {
  return texts(bundle).flatMap(({ object, namespace, field, value }) =>
    !/https?:\/\//.test(value) || value.length > 65_536 || !ANY.test(value)
      ? []
      : urlsIn(value).flatMap(({ hosts: [host], path = '' }): Asked[] => {
          if (host === undefined) return [];
          const service = LOOPBACK.test(host.name)
            ? undefined
            : ClusterDns.of(bundle).answer(host.name, namespace)?.service;
          const pods = service
            ? podsBehind(bundle, service)
            : bundle.templates.filter(({ owner }) => owner === object && LOOPBACK.test(host.name));
          return [
            {
              object,
              field,
              containers: pods.flatMap(({ containers }) => containers),
              path: `/${path.replace(/["'`,;].*$/s, '')}`,
            },
          ];
        }),
  );
}

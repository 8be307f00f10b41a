import type { Bundle, Container } from '../../bundle/bundle';
import { type Setting, setting, settingsNamed } from '../../bundle/containers/settings';
import { isWatched } from '../../bundle/traffic/monitors';
import { matches } from '../../bundle/traffic/namespaces';
import { httpProbes } from '../../bundle/traffic/probed-ports';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { listAt, namespaceOf, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const INCLUDED = /^management[._]endpoints[._]web[._]exposure[._]include$/i;
const ACTUATOR = /\/actuator\/([a-z]+)/;

/** Spring Boot exposes the endpoints of the actuator that others ask: https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.exposing */
export const endpointsExposed: Rule = {
  id: 'endpoints-exposed',
  answer: 'broken',
  why: 'Spring Boot answers 404 for an endpoint that is not exposed: a probe never succeeds, and Prometheus has no metrics',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE].value: expected "prometheus" among the endpoints, which ServiceMonitor api asks, received "health,info" [endpoints-exposed]',
  about: ['exposure'],
  check: (bundle) =>
    [...settingsNamed(bundle, INCLUDED)].flatMap(([container, found]) =>
      container.init ? [] : unexposed(bundle, container, found.at(-1)),
    ),
};

function unexposed(bundle: Bundle, container: Container, included: Setting | undefined): Finding[] {
  const names = (included?.value ?? '').split(/[\s,"'[\]]+/).filter((name) => name !== '');
  if (included === undefined || included.secret || names.length === 0 || names.some((name) => /[*$]/.test(name)))
    return [];
  // With another base path, /actuator belongs to the program itself.
  if (setting(bundle, container, ['management.endpoints.web.base-path']) !== undefined) return [];
  const asked = [
    ...httpProbes(container).map(({ path }) => ({ path, by: 'a probe' })),
    ...scrapes(bundle, container),
  ].map(({ path, by }) => ({ name: ACTUATOR.exec(path)?.[1], by }));
  return asked
    .filter(
      ({ name }, index) =>
        name !== undefined && !names.includes(name) && asked.findIndex((each) => each.name === name) === index,
    )
    .map(({ name, by }) => {
      const { object, field } = included;
      const expected = `${quoted(name)} among the endpoints, which ${by} asks`;
      return { object, field, expected, received: quoted(names.join(',')) };
    });
}

/** The paths at which Prometheus asks a container: of annotations, and of monitors of its Services or pods. */
function scrapes(bundle: Bundle, { template }: Container): { readonly path: string; readonly by: string }[] {
  const annotated = template.annotations['prometheus.io/path'];
  const services = bundle
    .ofKind('Service')
    .filter((each) => namespaceOf(each) === template.namespace && podsBehind(bundle, each).includes(template));
  const ofServices = bundle
    .ofKind('ServiceMonitor')
    .filter((monitor) => isWatched(monitor, template.namespace))
    .filter((monitor) =>
      services.some((each) => matches(valueAt(monitor, 'spec', 'selector'), stringsAt(each, 'metadata', 'labels'))),
    );
  const ofPods = bundle
    .ofKind('PodMonitor')
    .filter((monitor) => isWatched(monitor, template.namespace))
    .filter((monitor) => matches(valueAt(monitor, 'spec', 'selector'), template.labels));
  return [
    ...(annotated === undefined ? [] : [{ path: annotated, by: 'Prometheus' }]),
    ...[...ofServices, ...ofPods].flatMap((monitor) =>
      [...listAt(monitor, 'spec', 'endpoints'), ...listAt(monitor, 'spec', 'podMetricsEndpoints')].map((endpoint) => ({
        path: stringAt(endpoint, 'path') ?? '',
        by: `${monitor.kind} ${monitor.metadata.name}`,
      })),
    ),
  ];
}

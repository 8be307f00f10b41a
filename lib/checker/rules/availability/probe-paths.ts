import type { Bundle, Container } from '../../bundle/bundle';
import { imageReference } from '../../bundle/containers/image-reference';
import { isSet, setting } from '../../bundle/containers/settings';
import { type HttpProbe, httpProbes } from '../../bundle/traffic/probed-ports';
import { BASE_PATHS, MANAGEMENT, OWN_PORTS } from '../../programs/probed-paths';
import { type Finding, quoted, type Rule } from '../../rule';

/** A probe asks for the path, on the port, where the program answers. */
export const probePaths: Rule = {
  id: 'probe-paths',
  answer: 'risk',
  why: 'a program that is told another port or a base path for its pages answers 404 elsewhere: the pod gets no traffic, or is restarted for ever',
  example:
    'Deployment default/api: spec.template.spec.containers[api].livenessProbe.httpGet.port: expected 8081, where Spring Boot answers /actuator/health (management.server.port), received 8080 [probe-paths]',
  check: (bundle) =>
    bundle.containers.flatMap((container) => {
      const probes = httpProbes(container);
      if (probes.length === 0) return [];
      return [
        ...onManagementPort(bundle, container, probes),
        ...belowActuator(bundle, container, probes),
        ...onOwnPort(bundle, container, probes),
        ...belowBasePath(bundle, container, probes),
      ];
    }),
};

function onManagementPort(bundle: Bundle, container: Container, probes: readonly HttpProbe[]): Finding[] {
  return MANAGEMENT.flatMap(({ program, paths, settings }) => {
    const asked = probes.filter(({ path }) => paths.test(path));
    const told = asked.length === 0 ? 0 : Number(setting(bundle, container, settings)?.value ?? '');
    if (!Number.isInteger(told) || told < 1) return [];
    return asked
      .filter(({ port }) => port !== undefined && port !== told)
      .map(({ field, path, port }) => ({
        object: container.template.owner,
        field: `${field}.port`,
        expected: `${told}, where ${program} answers ${path} (${settings[0]})`,
        received: String(port),
      }));
  });
}

/** The port of the management pages has no other pages: https://docs.spring.io/spring-boot/reference/actuator/monitoring.html */
function belowActuator(bundle: Bundle, container: Container, probes: readonly HttpProbe[]): Finding[] {
  const told = (...names: string[]) => setting(bundle, container, names)?.value;
  const port = told('management.server.port');
  const open = [
    'management.endpoint.health.group.liveness.additional-path',
    'management.endpoint.health.group.readiness.additional-path',
  ];
  if (port === undefined || port === (told('server.port') ?? '8080')) return [];
  const base = told('management.endpoints.web.base-path');
  if (base === undefined) return [];
  if (isSet(bundle, container, open)) return [];
  const whole = `${told('management.server.base-path') ?? ''}/${base}`.replace(/\/+/g, '/').replace(/\/$/, '');
  return probes
    .filter((probe) => String(probe.port) === port && !`${probe.path}/`.startsWith(`${whole}/`))
    .map(({ field, path }) => ({
      object: container.template.owner,
      field: `${field}.path`,
      expected: `a path below ${whole}, where Spring Boot answers on port ${port} (management.endpoints.web.base-path)`,
      received: quoted(path),
    }));
}

function onOwnPort(bundle: Bundle, container: Container, probes: readonly HttpProbe[]): Finding[] {
  const { repository = '', tag = '' } = imageReference(container) ?? {};
  const major = Number(/^v?(\d+)/.exec(tag)?.[1] ?? Number.NaN);
  return OWN_PORTS.filter(
    (row) =>
      row.image.test(repository) &&
      (row.from === undefined || major >= row.from) &&
      !isSet(bundle, container, row.unless),
  ).flatMap(({ paths, port: own, others }) =>
    probes
      .filter(({ path, port }) => paths.test(path) && port !== undefined && others.includes(port))
      .map(({ field, path, port }) => ({
        object: container.template.owner,
        field: `${field}.port`,
        expected: `${own}, where ${repository.split('/').at(-1)} answers ${path}`,
        received: String(port),
      })),
  );
}

function belowBasePath(bundle: Bundle, container: Container, probes: readonly HttpProbe[]): Finding[] {
  return BASE_PATHS.flatMap(({ program, image, settings, with: needed }) => {
    const base = setting(bundle, container, settings)?.value.replace(/\/+$/, '') ?? '';
    if (!/^\/[\w/.-]+$/.test(base) || (image && !image.test(imageReference(container)?.repository ?? ''))) return [];
    if (needed && setting(bundle, container, needed)?.value !== 'true') return [];
    const managed = MANAGEMENT.flatMap((each) => Number(setting(bundle, container, each.settings)?.value ?? 0));
    return probes
      .filter(({ path, port }) => !`${path}/`.startsWith(`${base}/`) && !managed.includes(port ?? -1))
      .map(({ field, path }) => ({
        object: container.template.owner,
        field: `${field}.path`,
        expected: `a path below ${base}, where ${program} answers (${settings[0]})`,
        received: quoted(path),
      }));
  });
}

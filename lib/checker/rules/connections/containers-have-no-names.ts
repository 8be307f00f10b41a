import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { hostsIn } from '../../bundle/traffic/named-hosts';
import { entryPath } from '../../manifest/field-path';
import { listAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A container calls another one of its pod at 127.0.0.1. */
export const containersHaveNoNames: Rule = {
  id: 'containers-have-no-names',
  answer: 'broken',
  why: 'a container has no host name, as it has with Docker Compose: nginx exits with "host not found in upstream"',
  example:
    'ConfigMap default/site: data[site.conf]: expected 127.0.0.1, since php is a container of the pod, received "php:9000" [containers-have-no-names]',
  check: (bundle) =>
    bundle.templates.flatMap(({ containers, spec }) => {
      const running = containers.filter(({ init }) => !init);
      // The pod may give names to addresses of its own.
      if (running.length < 2 || listAt(spec, 'hostAliases').length > 0) return [];
      return running.flatMap((container) => named(bundle, container, running));
    }),
};

function named(bundle: Bundle, container: Container, running: readonly Container[]): Finding[] {
  const object = container.template.owner;
  const names = new Set(running.filter((each) => each !== container).map(({ name }) => name));
  const variables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  const texts = [
    ...variables.flatMap(({ name, value, path, secret, source }) => {
      const field = source === undefined ? `${path}.value` : path;
      return value === undefined || secret ? [] : [{ object, field, key: name, value }];
    }),
    ...commandLine(container).map((value) => ({ object, field: `${container.path}.args`, key: undefined, value })),
    ...mountedFiles(bundle, container).flatMap(({ made, files }) =>
      [...files].flatMap(([key, value]) =>
        value === undefined ? [] : [{ object: made, field: entryPath('data', key), key, value }],
      ),
    ),
  ];
  return texts
    .filter(({ value }) => value.length < 100_000 && [...names].some((name) => value.includes(name)))
    .flatMap(({ key, value, ...place }) =>
      hostsIn({ key, value }).flatMap(({ name, port }): Finding[] => {
        if (!names.has(name) || port === undefined) return [];
        const isService = ClusterDns.of(bundle).answer(name, container.template.namespace)?.service !== undefined;
        if (isService) return [];
        const expected = `127.0.0.1, since ${name} is a container of the pod`;
        return [{ ...place, expected, received: quoted(`${name}:${port}`) }];
      }),
    );
}

import type { Bundle, Container } from '../../bundle/bundle';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { mounts } from '../../bundle/containers/pod-volumes';
import { texts } from '../../bundle/containers/texts';
import { runs } from '../../bundle/workloads/members';
import { entryPath } from '../../manifest/field-path';
import { type Json, listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import { yamlValue } from '../../manifest/yaml-value';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

interface Source {
  readonly object: Manifest;
  readonly field: string;
  readonly source: Json;
}

/** Names of sources that every Grafana has. */
const OWN = /^(-- .* --|grafana|\$.*)$/i;
const USED = /"datasource":\s*(\{[^{}]*\})/g;

/** Grafana finds the sources of its dashboards, and the folders of its providers. */
export const sourcesProvisioned: Rule = {
  id: 'sources-provisioned',
  answer: 'risk',
  why: 'Grafana ends at its start with two default sources, shows an error in each panel of a source that it does not have, and no dashboard of a folder that is not there',
  example:
    'ConfigMap default/dashboards: data[web.json]: expected a source that is provisioned (prom), received "pron"; did you mean "prom"? [sources-provisioned]',
  about: ['grafana'],
  check: (bundle) => {
    const servers = bundle.containers.filter((each) => !each.init && runs(each, /^grafana(-oss|-enterprise)?$/));
    if (servers.length !== 1) return [];
    return servers.flatMap((container) => {
      const sources = sourcesOf(bundle, container);
      return [...twoDefaults(sources), ...unknownSources(bundle, sources), ...folders(bundle, container)];
    });
  },
};

/** https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources */
function sourcesOf(bundle: Bundle, container: Container): Source[] {
  return filesOf(bundle, container).flatMap(({ object, field, root }) =>
    listAt(root, 'datasources').map((source) => ({ object, field, source })),
  );
}

function filesOf(bundle: Bundle, container: Container) {
  return mountedFiles(bundle, container)
    .filter(({ mountPath }) => mountPath.includes('/provisioning'))
    .flatMap(({ made: object, files }) =>
      [...files].flatMap(([name, text = '']) =>
        /\.ya?ml$/.test(name) ? [{ object, field: entryPath('data', name), root: yamlValue(text) }] : [],
      ),
    );
}

function twoDefaults(sources: readonly Source[]): Finding[] {
  const defaults = sources.filter(({ source }) => valueAt(source, 'isDefault') === true);
  const [first, second] = defaults;
  const isOneOrg = new Set(defaults.map(({ source }) => valueAt(source, 'orgId'))).size === 1;
  if (first === undefined || second === undefined || !isOneOrg) return [];
  const names = defaults.map(({ source }) => stringAt(source, 'name')).join(', ');
  const { object, field } = second;
  return [{ answer: 'broken', object, field, expected: 'isDefault: true for one source', received: names }];
}

/** Without an uid, Grafana makes one that nobody knows. */
function unknownSources(bundle: Bundle, sources: readonly Source[]): Finding[] {
  const known = sources.map(({ source }) => stringAt(source, 'uid') ?? '');
  if (known.length === 0 || known.some((uid) => uid === '' || uid.includes('$'))) return [];
  const types = new Set(sources.map(({ source }) => stringAt(source, 'type')));
  return texts(bundle)
    .filter(({ object, value }) => object.kind === 'ConfigMap' && value.includes('"panels"'))
    .flatMap(({ object, field, value }) =>
      [...new Set([...value.matchAll(USED)].flatMap(([, text = '']) => uidOf(text, types)))]
        .filter((uid) => !known.includes(uid) && !OWN.test(uid))
        .map((uid): Finding => {
          const expected = `a source that is provisioned (${known.join(', ')})`;
          return { object, field, expected, received: quoted(uid), meant: nearest(uid, known) };
        }),
    );
}

/** The uid of a source of a provisioned type. Somebody may have added a source of another type by hand. */
function uidOf(text: string, types: ReadonlySet<string | undefined>): string[] {
  const [, type] = /"type":\s*"([^"]+)"/.exec(text) ?? [];
  const [, uid] = /"uid":\s*"([^"]+)"/.exec(text) ?? [];
  return uid === undefined || type === undefined || !types.has(type) ? [] : [uid];
}

/** The folder of a provider of dashboards lies on a volume: https://grafana.com/docs/grafana/latest/administration/provisioning/#dashboards */
function folders(bundle: Bundle, container: Container): Finding[] {
  const places = mounts(container).map(({ mountPath }) => mountPath);
  const isIn = (one: string, other: string) => one === other || one.startsWith(other === '/' ? other : `${other}/`);
  return filesOf(bundle, container).flatMap(({ object, field, root }) =>
    listAt(root, 'providers').flatMap((provider): Finding[] => {
      const path = stringAt(provider, 'options', 'path')?.replace(/(?<=.)\/+$/, '');
      if (path === undefined || /[${]/.test(path) || places.some((each) => isIn(each, path) || isIn(path, each)))
        return [];
      return [{ object, field, expected: `a folder of a volume (${places.join(', ')})`, received: quoted(path) }];
    }),
  );
}

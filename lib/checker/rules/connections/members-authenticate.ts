import type { Bundle, Container, PodTemplate } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { isSet, setting } from '../../bundle/containers/settings';
import { mostReplicas, runs } from '../../bundle/workloads/members';
import { listAt, stringAt } from '../../manifest/manifest';
import { CLUSTER_SECRETS } from '../../programs/cluster-secrets';
import type { Finding, Rule } from '../../rule';

/** The members of a cluster have the secret for which they ask each other. */
export const membersAuthenticate: Rule = {
  id: 'members-authenticate',
  answer: 'broken',
  why: 'members that ask each other for a secret, and have none, stay alone: nothing is replicated, and a failover gives an empty server',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db]: expected masterauth, with which a replica answers the password of its master (requirepass), received none [members-authenticate]',
  about: ['requirepass', 'replSet', 'cluster_formation', 'elasticsearch'],
  check: (bundle) =>
    bundle.containers
      .filter(({ init, template }) => !init && template.owner.kind === 'StatefulSet')
      .flatMap((container) => [...alone(bundle, container), ...withoutTls(bundle, container)]),
};

function alone(bundle: Bundle, container: Container): Finding[] {
  const cluster = CLUSTER_SECRETS.find(({ program }) => runs(container, program));
  if (cluster === undefined || mostReplicas(bundle, container.template) < 2) return [];
  const text = textOf(bundle, container.template);
  if (text === undefined || cluster.has.test(text) || !cluster.asks.every((sign) => sign.test(text))) return [];
  return [{ object: container.template.owner, field: container.path, expected: cluster.says, received: 'none' }];
}

/** All texts of the pods. Undefined if a Secret, or an object from elsewhere, may hold settings. */
function textOf(bundle: Bundle, template: PodTemplate): string | undefined {
  const parts = template.containers.map((container) => {
    const files = mountedFiles(bundle, container);
    const names = files.flatMap(({ files: all }) => [...all.keys()]);
    const texts = files.flatMap(({ files: all }) => [...all.values()]);
    const isOpen = texts.some((text, index) => text === undefined && /\.(conf|cnf|sh|ya?ml)$/.test(names[index] ?? ''));
    const env = JSON.stringify([listAt(container.spec, 'env'), listAt(container.spec, 'envFrom')]);
    return isOpen ? undefined : [...commandLine(container), ...texts, ...names, env].join('\n');
  });
  const isWhole = listAt(template.spec, 'volumes').every((volume) => {
    const name = stringAt(volume, 'configMap', 'name');
    return name === undefined || bundle.find('ConfigMap', template.namespace, name) !== undefined;
  });
  const taken = template.containers.some(({ spec }) => listAt(spec, 'envFrom').length > 0);
  return !isWhole || taken || parts.includes(undefined) ? undefined : parts.join('\n').replace(/^\s*#.*$/gm, '');
}

/** https://www.elastic.co/docs/deploy-manage/security/set-up-basic-security: nodes of a cluster speak TLS to each other. */
function withoutTls(bundle: Bundle, container: Container): Finding[] {
  if (!runs(container, /^elasticsearch$/) || mostReplicas(bundle, container.template) < 2) return [];
  const security = setting(bundle, container, ['xpack.security.enabled']);
  const isKnown = !listAt(container.spec, 'envFrom').length;
  const names = ['xpack.security.transport.ssl.enabled'];
  const isMounted = mountedFiles(bundle, container).some(({ files }) =>
    [...files].some(([name, text]) => /\.yml$/.test(name) && text === undefined),
  );
  const isOn = !isSet(bundle, container, names) ? false : setting(bundle, container, names)?.value !== 'false';
  if (security?.value !== 'true' || isOn || !isKnown || isMounted) return [];
  const expected =
    'xpack.security.transport.ssl.enabled=true and a certificate, without which the nodes of a secured cluster do not start';
  return [{ object: security.object, field: security.field, expected, received: 'none' }];
}

import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { type ApiRequest, accountOf, grantsOf, permits } from '../../bundle/containers/grants';
import { kubectlRequests } from '../../bundle/containers/kubectl-requests';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { entryOf } from '../../manifest/entry-of';
import { listItems } from '../../manifest/field-path';
import { stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

interface Need extends ApiRequest {
  /** The words that show the need: `kubectl exec`. */
  readonly says: string;
}

/** The ServiceAccount of a program may do what the command line and the files of the program ask for. */
export const programsPermitted: Rule = {
  id: 'programs-permitted',
  answer: 'risk',
  why: 'the API server answers "forbidden" to a program without the right, and says so in the log of the program alone',
  example:
    'CronJob crm/vacuum: spec.jobTemplate.spec.template.spec.serviceAccountName: expected a role with create or get for pods/exec in namespace crm, since the container kubectl runs kubectl exec, received none for ServiceAccount crm/housekeeper [programs-permitted]',
  about: ['RoleBinding'],
  check: (bundle) =>
    bundle.templates.flatMap((template): Finding[] => {
      const own = grantsOf(bundle, template);
      if (own === undefined) return [];
      const missing = template.containers.flatMap((container) =>
        needsOf(bundle, container)
          .filter((need) => !permits(own, need))
          .map((need) => ({ ...need, container: container.name })),
      );
      const [first] = missing;
      if (first === undefined) return [];
      const { verbs, resource, namespace, container, says, group } = first;
      const place = namespace === undefined ? 'in all namespaces (a ClusterRoleBinding)' : `in namespace ${namespace}`;
      const whole = group === '' ? resource : `${resource}.${group}`;
      return [
        {
          object: template.owner,
          field: `${template.path}.serviceAccountName`,
          expected: `a role with ${verbs.join(' or ')} for ${whole} ${place}, since the container ${container} ${says}`,
          received: `none for ServiceAccount ${accountOf(template)}`,
        },
      ];
    }),
};

function needsOf(bundle: Bundle, container: Container): Need[] {
  const line = commandLine(container);
  const files = mountedFiles(bundle, container).flatMap(({ files }) =>
    [...files].flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }])),
  );
  const run = files.filter(({ name }) => line.some((word) => word.includes(name)));
  const { namespace } = container.template;
  return [
    ...[line.join(' '), ...run.map(({ text }) => text)].flatMap((script) =>
      kubectlRequests(script, namespace).map(({ command, ...request }) => ({ ...request, says: `runs ${command}` })),
    ),
    ...leases(line, container),
    ...run.flatMap(({ name, text }) => discovered(text, `discovers targets by ${name}`)),
  ];
}

/** Leaders of controllers share a Lease: https://kubernetes.io/docs/concepts/architecture/leases/ */
function leases(line: readonly string[], { spec, template }: Container): Need[] {
  const elects = line.some((word) => /^--?(enable-)?leader-elect(ion)?(=true)?$/.test(word));
  if (!elects || line.some((word) => /resource-lock=(configmaps|endpoints)$/.test(word))) return [];
  const option = line.find((word) => /^--?leader-elect(ion)?(-resource)?-namespace=/.test(word))?.split('=')[1];
  // A variable of the container may hold the namespace of the pod.
  const [, variable] = /^\$\((\w+)\)$/.exec(option ?? '') ?? [];
  const isOwn = listItems(spec, '', 'env').some(({ item }) => {
    const isNamespace = stringAt(item, 'valueFrom', 'fieldRef', 'fieldPath') === 'metadata.namespace';
    return isNamespace && stringAt(item, 'name') === variable;
  });
  if (option?.includes('$') && !isOwn) return [];
  const place = option === undefined || isOwn ? template.namespace : option;
  const [group, resource] = ['coordination.k8s.io', 'leases'];
  return [['create'], ['get'], ['update', 'patch']].map((verbs) => {
    return { group, resource, verbs, namespace: place, says: 'elects a leader' };
  });
}

/** The resources of the roles of Prometheus: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config */
const DISCOVERED: Readonly<Record<string, readonly [resource: string, group: string]>> = {
  endpoints: ['endpoints', ''],
  endpointslice: ['endpointslices', 'discovery.k8s.io'],
  ingress: ['ingresses', 'networking.k8s.io'],
  node: ['nodes', ''],
  pod: ['pods', ''],
  service: ['services', ''],
};

/** A configuration that names namespaces asks for the resources of each of them alone. */
function discovered(text: string, says: string): Need[] {
  if (!/^\s*-?\s*kubernetes_sd_configs:/m.test(text)) return [];
  const isNarrow = /^\s*(- )?(namespaces|api_server|kubeconfig_file):/m.test(text);
  const roles = new Set([...text.matchAll(/^\s*(?:- )?role:\s*["']?([a-z]+)/gm)].map(([, role = '']) => role));
  return [...roles].flatMap((role) => {
    const [resource, group] = entryOf(DISCOVERED, role) ?? [];
    if (resource === undefined || group === undefined || (isNarrow && role !== 'node')) return [];
    return [{ group, resource, verbs: ['list'], namespace: undefined, says }];
  });
}

import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { accountOf } from '../../bundle/containers/grants';
import { callersOf } from '../../bundle/traffic/callers';
import { podOf } from '../../bundle/traffic/pod';
import { isEmpty, selected } from '../../bundle/workloads/pod-selection';
import { listItems } from '../../manifest/field-path';
import { getOrInsert } from '../../manifest/get-or-insert';

import { apiGroup, identity, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A policy of Istio names callers that exist: https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
export const principalsRunPods: Rule = {
  id: 'principals-run-pods',
  answer: 'risk',
  why: 'Istio knows a caller by its ServiceAccount, and a server by the port of its pod: a policy for others lets nobody through (403)',
  example:
    'AuthorizationPolicy shop/orders: spec.rules[0].from[0].source.principals: expected the ServiceAccount of a pod of namespace web (web), received "cluster.local/ns/web/sa/default" [principals-run-pods]',
  about: ['AuthorizationPolicy'],
  check: (bundle) => {
    const policies = bundle
      .ofKind('AuthorizationPolicy')
      .filter(({ apiVersion, spec }) => /istio\.io$/.test(apiGroup(apiVersion)) && action({ spec }) === 'ALLOW');
    if (policies.length === 0) return [];
    const accounts = templatesByNamespace(bundle);
    return policies.flatMap((object) => {
      const found = callers(bundle, object, accounts);
      return [...found, ...(found.length > 0 ? [] : namesakes(bundle, object, policies)), ...ports(bundle, object)];
    });
  },
};

const action = ({ spec }: Pick<Manifest, 'spec'>): string => stringAt(spec, 'action') ?? 'ALLOW';

function templatesByNamespace({ allTemplates }: Bundle): ReadonlyMap<string, ReadonlySet<PodTemplate>> {
  const found = new Map<string, Set<PodTemplate>>();
  for (const template of allTemplates) getOrInsert(found, template.namespace, () => new Set()).add(template);
  return found;
}

const nameOf = (template: PodTemplate): string => accountOf(template).split('/')[1] ?? '';

function callers(bundle: Bundle, object: Manifest, accounts: ReadonlyMap<string, ReadonlySet<PodTemplate>>): Finding[] {
  const selector = valueAt(object, 'spec', 'selector');
  const served = new Set(isEmpty(selector) ? [] : selected(bundle, namespaceOf(object), selector));
  return listItems(object, '', 'spec.rules').flatMap(({ item: rule, path }) =>
    listItems(rule, path, 'from').flatMap(({ item, path: place }): Finding[] => {
      const principals = listAt(item, 'source', 'principals').map(String);
      const missing = principals.filter((principal) => {
        const [, namespace = '', name = ''] = /^[\w.-]+\/ns\/([\w-]+)\/sa\/([\w.-]+)$/.exec(principal) ?? [];
        const users = [...(accounts.get(namespace) ?? [])].filter((each) => nameOf(each) === name);
        // Where the manifests run nothing, others may. A server with the account of each namespace is no caller of its own.
        const isServer = name === 'default' && users.every((each) => served.has(each));
        return accounts.has(namespace) && (users.length === 0 || isServer);
      });
      const [first] = missing;
      if (first === undefined || missing.length < principals.length) return [];
      const [, namespace = '', name = ''] = /\/ns\/([\w-]+)\/sa\/(.+)$/.exec(first) ?? [];
      const callers = [...(accounts.get(namespace) ?? [])].filter((each) => !served.has(each));
      const known = [...new Set(callers.map(nameOf))];
      return [
        {
          object,
          field: `${place.slice(1)}.source.principals`,
          expected: `the ServiceAccount of a pod of namespace ${namespace} (${known.join(', ')})`,
          received: quoted(first),
          meant: nearest(name, known),
        },
      ];
    }),
  );
}

/** A pod of the bundle calls the server, and its ServiceAccount is let through in another namespace alone. */
function namesakes(bundle: Bundle, object: Manifest, policies: readonly Manifest[]): Finding[] {
  const selector = valueAt(object, 'spec', 'selector');
  const served = new Set(isEmpty(selector) ? [] : selected(bundle, namespaceOf(object), selector));
  const sources = listItems(object, '', 'spec.rules').flatMap(({ item: rule, path }) =>
    listItems(rule, path, 'from').map(({ item, path: place }) => ({
      principals: listAt(item, 'source', 'principals').map(String),
      field: `${place.slice(1)}.source.principals`,
    })),
  );
  if (served.size === 0 || !sources.some(({ principals }) => principals.length > 0)) return [];
  const beside = policies.filter((policy) => namespaceOf(policy) === namespaceOf(object));
  const shut = callersOf(bundle, served).filter((caller) => !beside.some((policy) => mayAdmit(policy, caller)));
  return sources.flatMap(({ principals, field }) =>
    principals.flatMap((principal): Finding[] => {
      const [, domain = '', namespace = '', name = ''] = PRINCIPAL.exec(principal) ?? [];
      const caller = shut.find((each) => nameOf(each) === name && each.namespace !== namespace);
      const isRun = bundle.allTemplates.some((each) => accountOf(each) === `${namespace}/${name}`);
      if (caller === undefined || name === 'default' || isRun) return [];
      const expected = `${quoted(`${domain}/ns/${caller.namespace}/sa/${name}`)}, the account of ${identity(caller.owner)}, which calls the pods`;
      return [{ object, field, expected, received: quoted(principal) }];
    }),
  );
}

const PRINCIPAL = /^([\w.-]+)\/ns\/([\w-]+)\/sa\/([\w.-]+)$/;

/** True if a rule of a policy may let a caller through, whatever pods the policy is for. */
function mayAdmit(policy: Manifest, caller: PodTemplate): boolean {
  const [namespace] = accountOf(caller).split('/');
  return listAt(policy, 'spec', 'rules').some((rule) => {
    const from = listAt(rule, 'from');
    return (
      from.length === 0 ||
      from.some((each) => {
        const principals = listAt(each, 'source', 'principals').map(String);
        const isNamed = principals.some(
          (one) => one.includes('*') || one.endsWith(`/ns/${namespace}/sa/${nameOf(caller)}`),
        );
        const namespaces = listAt(each, 'source', 'namespaces').map(String);
        const isOfNamespace = namespaces.some((one) => one.includes('*') || one === namespace);
        return isNamed || isOfNamespace || principals.length + namespaces.length === 0;
      })
    );
  });
}

/** The proxy of a pod sees the port of the pod, not the port of the Service. */
function ports(bundle: Bundle, object: Manifest): Finding[] {
  const selector = valueAt(object, 'spec', 'selector');
  const templates = isEmpty(selector) ? [] : selected(bundle, namespaceOf(object), selector);
  const open = templates.map((template) => declared(template));
  if (templates.length === 0 || open.some((each) => each.length === 0)) return [];
  return listItems(object, '', 'spec.rules').flatMap(({ item: rule, path }) =>
    listItems(rule, path, 'to').flatMap(({ item, path: place }): Finding[] => {
      const wanted = listAt(item, 'operation', 'ports').map(String);
      if (wanted.length === 0 || open.flat().some((port) => wanted.includes(String(port)))) return [];
      const expected = `a port of the pods of ${identity(templates[0]?.owner ?? object)} (${[...new Set(open.flat())].join(', ')})`;
      return [{ object, field: `${place.slice(1)}.operation.ports`, expected, received: quoted(wanted) }];
    }),
  );
}

const declared = (template: PodTemplate): number[] =>
  (podOf(template).ports ?? []).flatMap(({ port, protocol }) =>
    port !== undefined && protocol === 'TCP' ? [port] : [],
  );

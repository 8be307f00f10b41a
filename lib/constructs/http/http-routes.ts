import { Construct } from 'constructs';
import {
  HttpRoute,
  type HttpRouteSpecParentRefs,
  type HttpRouteSpecRules,
  type HttpRouteSpecRulesFiltersUrlRewritePath,
  type HttpRouteSpecRulesMatches,
  ListenerSet,
} from '../../../imports/gateway.networking.k8s.io';
import { problem, Unquoted } from '../../checker/problem';
import type { Gateway } from '../../values/entrance';
import { type Exposure, hostsOf } from '../../values/exposure';
import type { Route } from '../../values/route';
import { seconds } from '../../values/seconds';
import { publicHost } from './public-host';

export interface HttpRoutesProps extends Exposure {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly gateway: Gateway;
  /** The Service behind it, and the number of its port. */
  readonly service: { readonly name: string; readonly port: number };
}

/** An HTTPRoute holds as many rules. */
const MOST_RULES = 16;

/**
 * The routes of one service on its public hosts, for Gateway API.
 *
 * Renders an HTTPRoute. For hosts with a certificate, renders an HTTPRoute that redirects to HTTPS, and, unless the Gateway has
 * the certificates, a ListenerSet. Of the services behind one host, the first renders the listener, and routes of the others
 * attach to it: a second listener of the host would be in conflict. Refuses more rules than an HTTPRoute holds.
 */
export class HttpRoutes extends Construct {
  /** True if the certificate in the namespace is in use. */
  readonly usesCertificate: boolean;

  constructor(scope: Construct, id: string, props: HttpRoutesProps) {
    super(scope, id);
    const { namespace, labels, gateway, service, routes, tls } = props;
    const hostnames = [...hostsOf(props)];
    const rules = rulesOf(routes, service);
    const metadata = (name: string) => ({ name, namespace, labels: { ...labels } });
    const http = listener(gateway, gateway.listeners.http);
    const ownHosts = tls && gateway.listeners.https === undefined ? this.claim(hostnames, props) : [];
    this.usesCertificate = ownHosts.length > 0;
    if (tls && this.usesCertificate) {
      new ListenerSet(this, 'listeners', {
        metadata: metadata(service.name),
        spec: {
          parentRef: { name: gateway.name, namespace: gateway.namespace },
          listeners: ownHosts.map((host) => this.listenerOf(host, namespace, tls.secretName)),
        },
      });
    }
    const parentRefs = tls ? this.securedBy(hostnames, gateway) : [http];
    new HttpRoute(this, 'route', { metadata: metadata(service.name), spec: { parentRefs, hostnames, rules } });
    if (tls) {
      new HttpRoute(this, 'to-https', {
        metadata: metadata(`${service.name}-to-https`),
        spec: { parentRefs: [http], hostnames, rules: [{ matches: routes.map(matchOf), filters: [TO_HTTPS] }] },
      });
    }
    this.node.addValidation({
      validate: () => {
        const expected = `at most ${MOST_RULES - 1} routes with limits or a prefix, since an HTTPRoute holds ${MOST_RULES} rules`;
        return rules.length <= MOST_RULES ? [] : [problem('routes', expected, new Unquoted(String(rules.length)))];
      },
    });
  }

  /** The hosts whose listener nobody renders yet. */
  private claim(hosts: readonly string[], { namespace, service }: HttpRoutesProps): string[] {
    const own = hosts.filter((host) => publicHost(this, host).listenerSet === undefined);
    for (const host of own) publicHost(this, host).listenerSet = { namespace, name: service.name };
    for (const host of hosts) publicHost(this, host).namespaces.add(namespace);
    return own;
  }

  private listenerOf(host: string, own: string, secretName: string) {
    const { namespaces } = publicHost(this, host);
    return {
      name: host,
      hostname: host,
      port: 443,
      protocol: 'HTTPS',
      tls: { certificateRefs: [{ name: secretName }] },
      // Read when the manifest is rendered: routes of other namespaces attach until then.
      get allowedRoutes() {
        const values = [...namespaces].sort();
        if (values.every((name) => name === own)) return { namespaces: { from: 'Same' } };
        const matchExpressions = [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }];
        return { namespaces: { from: 'Selector', selector: { matchExpressions } } };
      },
    };
  }

  /** The listeners with the certificates of the hosts. */
  private securedBy(hosts: readonly string[], gateway: Gateway): HttpRouteSpecParentRefs[] {
    const { https } = gateway.listeners;
    if (https !== undefined) return [listener(gateway, https)];
    return hosts.flatMap((host) => {
      const { listenerSet } = publicHost(this, host);
      return listenerSet ? [{ group: GROUP, kind: 'ListenerSet', ...listenerSet, sectionName: host }] : [];
    });
  }
}

const GROUP = 'gateway.networking.k8s.io';

/** ingress-nginx redirects hosts with a certificate, too. */
const TO_HTTPS = { type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } };

const listener = ({ name, namespace }: Gateway, sectionName: string): HttpRouteSpecParentRefs => {
  return { name, namespace, sectionName };
};

/** One rule for the routes that only match, and one for each other. */
function rulesOf(routes: readonly Route[], service: HttpRoutesProps['service']): HttpRouteSpecRules[] {
  const backendRefs = [service];
  const special = routes.filter(({ rewrite, limits }) => rewrite !== undefined || limits.timeout || limits.stream);
  const plain = routes.filter((route) => !special.includes(route));
  return [
    ...(plain.length > 0 ? [{ matches: plain.map(matchOf), backendRefs }] : []),
    ...special.map((route) => ({ matches: [matchOf(route)], ...changesOf(route), backendRefs })),
  ];
}

function matchOf({ path, tree }: Route): HttpRouteSpecRulesMatches {
  return { path: { type: tree ? 'PathPrefix' : 'Exact', value: path } };
}

function changesOf({ rewrite, tree, limits }: Route): Pick<HttpRouteSpecRules, 'filters' | 'timeouts'> {
  const request = limits.stream ? '0s' : limits.timeout && `${seconds(limits.timeout)}s`;
  return {
    ...(rewrite !== undefined && { filters: [{ type: 'URLRewrite', urlRewrite: { path: replaced(rewrite, tree) } }] }),
    ...(request !== undefined && { timeouts: { request } }),
  };
}

function replaced(by: string, tree: boolean): HttpRouteSpecRulesFiltersUrlRewritePath {
  if (tree) return { type: 'ReplacePrefixMatch', replacePrefixMatch: by };
  return { type: 'ReplaceFullPath', replaceFullPath: by };
}

import { isServed } from '../../manifest/identified';
import { apiGroup, namespaceOf } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { operatedKind } from '../../operators';
import type { Bundle } from '../bundle';

/** Kinds that describe objects of others: ServiceMonitor, PrometheusRule, CiliumNetworkPolicy, ScaledObject, SecretStore. */
const MAKES_NOTHING =
  /(Monitor|Rule|Policy|Route|AppProject|ScaledObject|Authentication|Store|Issuer|VirtualService|Gateway|Middleware|Grant|Rollout)$/;

/**
 * The namespaces that the manifests make and fill: pods, Services and ServiceAccounts of other makers are unlikely there.
 * The operator of a kind that nobody knows here may make any object.
 */
export const wholeNamespaces = once((bundle: Bundle): ReadonlySet<string> => {
  const filled = bundle
    .ofKind('Namespace')
    .map(({ metadata }) => metadata.name)
    .filter((name) => bundle.select(name, {}).length > 0);
  const operated = bundle.manifests
    .filter(({ kind }) => !MAKES_NOTHING.test(kind))
    .filter((object) => operatedKind(object) === undefined && !isServed(apiGroup(object.apiVersion)))
    .map(namespaceOf);
  return new Set(filled.filter((name) => !operated.includes(name)));
});

import { identity, type Manifest, namespaceOf } from '../../manifest/manifest';
import { operatedKind } from '../../operators';
import type { Rule } from '../../rule';

/** An Application or a Kustomization stays as long as its objects do. */
export const deliveryStays: Rule = {
  id: 'delivery-stays',
  answer: 'risk',
  why: 'a GitOps tool deletes what it delivered together with the Application or Kustomization, under a new name too, though the manifests are still there',
  example:
    'Application argocd/shop-api: metadata.name: expected it to stay: the GitOps tool deletes with it 2 objects that stay here, such as Deployment shop/api, received nothing [delivery-stays]',
  check: (bundle) => {
    const { previous = [] } = bundle;
    const isThere = ({ kind, metadata }: Manifest, namespace: string) =>
      bundle.find(kind, namespace, metadata.name) !== undefined;
    return previous.flatMap((object) => {
      const delivered = operatedKind(object)?.delivers?.(object);
      if (!delivered?.takesAlong || isThere(object, namespaceOf(object))) return [];
      const staying = previous.filter((each) => delivered.reads(each) && isThere(each, namespaceOf(each)));
      const [first, ...others] = staying;
      if (first === undefined) return [];
      const objects = others.length === 0 ? 'an object that stays' : `${others.length + 1} objects that stay`;
      const expected = `it to stay: the GitOps tool deletes with it ${objects} here, such as ${identity(first)}`;
      return [{ object, field: 'metadata.name', expected, received: 'nothing' }];
    });
  },
};

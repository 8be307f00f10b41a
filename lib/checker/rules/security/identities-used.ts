import { listAt, stringAt, stringsAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const CLIENT = 'azure.workload.identity/client-id';
const USE = 'azure.workload.identity/use';

/** The pods of a ServiceAccount with an identity of Azure ask for a token: https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html */
export const identitiesUsed: Rule = {
  id: 'identities-used',
  answer: 'risk',
  why: 'the webhook of Azure gives a token to pods with its label alone: without the label, the program finds no identity, and each call to Azure is refused',
  example:
    'Deployment default/api: spec.template.metadata.labels[azure.workload.identity/use]: expected "true", since ServiceAccount api has the client of an identity, received nothing [identities-used]',
  about: [CLIENT],
  check: (bundle) =>
    bundle.templates.flatMap(({ owner, namespace, path, labels, spec }): Finding[] => {
      const name = stringAt(spec, 'serviceAccountName') ?? '';
      const account = bundle.find('ServiceAccount', namespace, name);
      if (stringsAt(account, 'metadata', 'annotations')[CLIENT] === undefined || labels[USE] === 'true') return [];
      // A program may mount the token itself.
      const isMounted = listAt(spec, 'volumes').some((volume) =>
        listAt(volume, 'projected', 'sources').some((each) =>
          /azure/i.test(stringAt(each, 'serviceAccountToken', 'audience') ?? ''),
        ),
      );
      if (isMounted) return [];
      const place = path === 'spec' ? 'metadata' : `${path.replace(/\.spec$/, '')}.metadata`;
      const expected = `"true", since ServiceAccount ${name} has the client of an identity`;
      return [{ object: owner, field: `${place}.labels[${USE}]`, expected, received: quoted(labels[USE]) }];
    }),
};

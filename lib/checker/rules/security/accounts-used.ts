import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { accountOf } from '../../bundle/containers/grants';
import { imageName } from '../../bundle/containers/image-users';
import { mounts } from '../../bundle/containers/pod-volumes';
import { kinship } from '../../bundle/references/kinship';
import { identity, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** The role of a cloud that the pods of an account have. Source: the pages of AWS, Google Cloud and Azure. */
const CLOUDS = [
  {
    annotation: 'eks.amazonaws.com/role-arn',
    client: /^(amazon\/aws-cli|bitnami\/aws-cli)$/,
    variable: /^AWS_(ACCESS_KEY_ID|PROFILE|SHARED_CREDENTIALS_FILE|CONFIG_FILE|WEB_IDENTITY_TOKEN_FILE|ROLE_ARN)$/,
  },
  {
    annotation: 'iam.gke.io/gcp-service-account',
    client: /^((google|gcr\.io\/google\.com\/cloudsdktool)\/)?(cloud-sdk|google-cloud-cli|cloudsdktool\/\S+)$/,
    variable: /^(GOOGLE_APPLICATION_CREDENTIALS|CLOUDSDK_\w+)$/,
  },
  {
    annotation: 'azure.workload.identity/client-id',
    client: /^(mcr\.microsoft\.com\/)?azure-cli$/,
    variable: /^AZURE_(CLIENT_ID|CLIENT_SECRET|STORAGE_\w+)$/,
  },
];

/** The ServiceAccount of a program is the one that was made for the program. */
export const accountsUsed: Rule = {
  id: 'accounts-used',
  answer: 'risk',
  why: 'without serviceAccountName, a pod runs as the account default: the rights of the account that was made for the pod reach nobody',
  example:
    'StatefulSet default/queue: spec.template.spec.serviceAccountName: expected "queue", which RoleBinding default/queue gives rights and no pod runs as, received nothing (default) [accounts-used]',
  about: ['RoleBinding', ...CLOUDS.map(({ annotation }) => annotation)],
  check: (bundle) => {
    const accounts = bundle.ofKind('ServiceAccount').filter(({ metadata }) => metadata.name !== 'default');
    if (accounts.length === 0) return [];
    const used = new Set(bundle.allTemplates.map(accountOf));
    const unnamed = bundle.templates.filter((template) => isUnnamed(bundle, template));
    return [
      ...unnamed.flatMap((each) => ofItsName(bundle, each, accounts, used)),
      ...unnamed.flatMap((each) => ofCloud(each, bundle, accounts)),
    ];
  },
};

/** True if a pod runs as the account that every namespace has, and nobody gives rights to that account. */
function isUnnamed(bundle: Bundle, template: PodTemplate): boolean {
  const name = stringAt(template.spec, 'serviceAccountName') ?? stringAt(template.spec, 'serviceAccount');
  const isBare = valueAt(template.spec, 'automountServiceAccountToken') === false;
  return (
    (name === undefined || name === 'default') &&
    !isBare &&
    bundle.find('ServiceAccount', template.namespace, 'default') === undefined
  );
}

const expecting = ({ owner, path }: PodTemplate, expected: string): Finding => {
  return { object: owner, field: `${path}.serviceAccountName`, expected, received: 'nothing (default)' };
};

/** An account with rights, and with the name of the workload, as which no pod runs. */
function ofItsName(
  bundle: Bundle,
  template: PodTemplate,
  accounts: readonly Manifest[],
  used: ReadonlySet<string>,
): Finding[] {
  const { owner, namespace } = template;
  const [account, ...others] = accounts.filter((each) => {
    const { name } = each.metadata;
    const near = name === owner.metadata.name ? 'same' : kinship(name, owner.metadata.name);
    return namespaceOf(each) === namespace && !used.has(`${namespace}/${name}`) && (near === 'same' || near === 'part');
  });
  if (account === undefined || others.length > 0) return [];
  const { name } = account.metadata;
  const cloud = CLOUDS.find(({ annotation }) => stringAt(account, 'metadata', 'annotations', annotation));
  const binding = [...bundle.ofKind('RoleBinding'), ...bundle.ofKind('ClusterRoleBinding')].find((each) =>
    listAt(each, 'subjects').some((subject) => {
      const place = stringAt(subject, 'namespace') ?? namespaceOf(each);
      return (
        stringAt(subject, 'kind') === 'ServiceAccount' && place === namespace && stringAt(subject, 'name') === name
      );
    }),
  );
  const giver = binding ? identity(binding) : cloud?.annotation;
  return giver === undefined ? [] : [expecting(template, `"${name}", which ${giver} gives rights and no pod runs as`)];
}

/** The client of a cloud without credentials, beside an account with a role of that cloud. */
function ofCloud(template: PodTemplate, bundle: Bundle, accounts: readonly Manifest[]): Finding[] {
  return CLOUDS.flatMap(({ annotation, client, variable }): Finding[] => {
    const [account, ...others] = accounts.filter(
      (each) => namespaceOf(each) === template.namespace && stringAt(each, 'metadata', 'annotations', annotation),
    );
    if (account === undefined || others.length > 0) return [];
    const without = template.containers.find((container) => {
      const names = [...takenVariables(bundle, container), ...ownVariables(bundle, container)].map(({ name }) => name);
      const hasFile = mounts(container).some(({ mountPath }) => /aws|gcloud|azure|secret|cred|root/i.test(mountPath));
      const isPublic = commandLine(container).some((word) => /no-sign-request|endpoint-url/.test(word));
      return client.test(imageName(container)) && !names.some((name) => variable.test(name)) && !hasFile && !isPublic;
    });
    const { name } = account.metadata;
    return without ? [expecting(template, `"${name}", whose ${annotation} container ${without.name} needs`)] : [];
  });
}

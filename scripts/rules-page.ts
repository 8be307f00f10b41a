import { RULES_BY_SUBJECT } from '../lib/checker/rules/index';

/** What the rules of a subject are about, as its heading. */
const HEADINGS: Record<keyof typeof RULES_BY_SUBJECT, string> = {
  'api-server': 'API server: objects that Kubernetes refuses',
  references: 'References: names of objects that must exist',
  connections: 'Connections: hosts and passwords in Secrets, ConfigMaps and variables',
  availability: 'Availability: replicas, probes, budgets and shutdown',
  containers: 'Containers: images, resources and variables',
  security: 'Security: credentials and rights of pods',
  storage: 'Storage: disks and their owners',
  traffic: 'Traffic: NetworkPolicies and routes',
  updates: 'Updates: changes to objects that exist already',
};

/** The weights of findings. */
const ANSWERS = `Each finding has an answer, which stands before the reason of its rule:

- *broken*: the API server rejects the object, or the object cannot work;
- *risk*: the object works until something happens;
- *opinion*: the object works, and is against a rule of thumb. \`npm run synth\` holds its environments to every opinion;
  \`npm run verify\` holds manifests to an opinion where \`rules:\` of \`verify.yaml\` lists the rule: \`default-deny: risk\`;
- *unknown*: the object names a thing that no manifest makes, and that may exist: a Secret, a namespace, a Service, a
  CRD, the user of an image. No rule says so of itself: an unknown thing fails no run of \`npm run verify\`, and
  \`--assume\` writes the things into \`verify.yaml\`, to which the next run holds. The manifests of \`npm run synth\` have
  none, since their environment declares its cluster.
`;

/** The limits of the rules of a subject: what a name may promise beyond them. */
const LEFT_OUT: Record<keyof typeof RULES_BY_SUBJECT, string> = {
  'api-server': `The API server itself knows more: the defaults, admission plugins and webhooks of the cluster, and the addresses and
ports in use. [Agreement](agreement.md) has the figures.`,
  references: `An object that may exist elsewhere is *unknown*, not missing. \`role-exists\` finds a near name, and a role of the other
kind. Annotations name many objects: those of cert-manager are followed.`,
  connections: `No name outside of the cluster is looked up, and no connection is tried. Hosts and passwords inside of images, and values
that a program puts together when it runs, are not seen.`,
  availability: `No probe is asked, and no start is timed. \`update-keeps-pods\` reads Deployments, \`disruption-budget-lets-one-go\` counts
workloads with a number of replicas, and \`hook-needs-shell\` knows images without a shell by their names.`,
  containers: `No image is pulled: a tag may not exist, or be built for another processor. \`memory-settings-within-limit\` knows \`-Xmx\`,
\`--max-old-space-size\`, \`GOMEMLIMIT\`, \`maxmemory\`, \`shared_buffers\` and \`innodb_buffer_pool_size\`. \`config-files-parse\` reads
JSON, YAML and the configuration of nginx.`,
  security: `\`no-plaintext-credentials\` knows credentials by the names of variables and keys, and by forms such as that of a private key: a
password under another name is not found. \`rbac-wildcards\` finds \`*\`, and no list of too many rights.`,
  storage: `No disk is asked for its free space, and no StorageClass for what its disks can do.`,
  traffic: `NetworkPolicies of Kubernetes are read, and no policies of Cilium, Calico or a mesh. A cluster whose network enforces no
policies is not known. \`dns-open\` expects CoreDNS in kube-system under its usual label. \`unique-routes\` compares Ingresses with
Ingresses, and HTTPRoutes with HTTPRoutes.`,
  updates: `These rules compare two sides, the manifests before and after: \`npm run synth\` and \`npm run changes\` have both,
\`npm run verify\` has one, and says nothing of updates. Changes by hand in a cluster are not seen.`,
};

/** The limits of all rules together. */
const LIMITS = `## Not checked

- \`kustomization.yaml\`, charts of Helm and other templates are not rendered: their output is, from a file or standard input.
- Objects of a CRD that nobody knows here are read for their references alone. With the CRD in the set, or in a folder that
  \`crds\` of \`verify.yaml\` names, the objects are held to its schema. A pattern that JavaScript does not read, and the scope of
  the kind, are left out.
- CEL rules (those of a CRD, too), admission webhooks and policies of the cluster.
- Images: their users, shells, ports and programs are known by name, or not at all.
- Numbers of ports without a declaration: a container may listen without saying so.
- Text behind the end of a document, \`...\`, which kubectl does not read, is said.
- JSON and YAML deeper than 500 levels, files above 256 MiB, and aliases for more than 100,000 values are refused.
- Hints and pods in large sets: more than 100 pod templates behind one Service are not compared with the Service, and
  thousands of missing names get no "did you mean".
`;

/** The page docs/rules.md. */
export function rulesPage(): string {
  const subjects = Object.entries(RULES_BY_SUBJECT).map(([subject, rules]) => {
    const heading = HEADINGS[subject as keyof typeof RULES_BY_SUBJECT];
    const entries = rules.map(
      ({ id, answer, why, example }) => `### ${id}\n\n*${answer}*: ${sentence(why)}\n\n\`\`\`\n${example}\n\`\`\`\n`,
    );
    const leftOut = `Not checked: ${LEFT_OUT[subject as keyof typeof RULES_BY_SUBJECT]}\n`;
    return [`## ${heading}\n`, leftOut, ...entries].join('\n');
  });
  const contents = Object.entries(RULES_BY_SUBJECT).map(([subject, rules]) => {
    const [heading] = HEADINGS[subject as keyof typeof RULES_BY_SUBJECT].split(':');
    return `| ${heading} | ${rules.map(({ id }) => `[${id}](#${id})`).join(', ')} |`;
  });
  const count = Object.values(RULES_BY_SUBJECT).flat().length;
  return [
    '<!-- Written by `npm run generate` from lib/checker/rules: do not edit. -->\n',
    '# Rules\n',
    `${count} promises about the manifests of an environment. \`npm run synth\` writes nothing while one of them is broken;`,
    '`npm run verify -- path…` holds anybody’s YAML to them. Under each: why it is there, and a finding of it.\n',
    ANSWERS,
    '| about | rules |\n| --- | --- |',
    ...contents,
    '',
    ...subjects,
    LIMITS,
  ].join('\n');
}

const sentence = (why: string): string => `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;

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
    return [`## ${heading}\n`, ...entries].join('\n');
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

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

/** The page docs/rules.md. */
export function rulesPage(): string {
  const subjects = Object.entries(RULES_BY_SUBJECT).map(([subject, rules]) => {
    const heading = HEADINGS[subject as keyof typeof RULES_BY_SUBJECT];
    const entries = rules.map(
      ({ id, why, example }) => `### ${id}\n\n${sentence(why)}\n\n\`\`\`\n${example}\n\`\`\`\n`,
    );
    return [`## ${heading}\n`, ...entries].join('\n');
  });
  const count = Object.values(RULES_BY_SUBJECT).flat().length;
  return [
    '<!-- Written by `npm run generate` from lib/checker/rules: do not edit. -->\n',
    '# Rules\n',
    `${count} promises about the manifests of an environment. \`npm run synth\` writes nothing while one of them is broken;`,
    '`npm run verify -- path…` holds anybody’s YAML to them. Under each: why it is there, and a finding of it.\n',
    ...subjects,
  ].join('\n');
}

const sentence = (why: string): string => `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;

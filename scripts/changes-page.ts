import { CONSEQUENCES } from '../lib/changes';

/** The page docs/changes.md. */
export function changesPage(): string {
  const entries = CONSEQUENCES.map(({ id, why, example }) => {
    return `### ${id}\n\n${why.charAt(0).toUpperCase()}${why.slice(1)}.\n\n\`\`\`\n${example}\n\`\`\`\n`;
  });
  return [HEAD, ...entries].join('\n');
}

const HEAD = `<!-- Written by \`npm run generate\` from lib/changes/consequences and scripts/changes-page.ts: do not edit. -->

# Consequences of a change

\`npm run changes\` compares two sets of manifests, and says what follows from the difference. No cluster takes part.

\`\`\`sh
npm run changes -- origin/main              # dist, with the dist of a git ref
npm run changes -- origin/main HEAD         # two git refs
npm run changes -- before/ after/           # two folders of any YAML
npm run changes -- origin/main --fail-on refused,data
npm run changes -- origin/main --format markdown   # or json, or github for annotations
\`\`\`

A git ref is read from the objects of git: nothing is checked out, and nothing of the other side is installed. Each line says
in which environments, of which class, which object, and what happens; below stand the changes that lead there. The same change
in several environments is one line, and so is the same change of many objects. \`<environment>\` stands for the name of the
environment. A changed checksum stands as the changed key of the ConfigMap or Secret. Values of Secrets are never printed, nor
values of variables, arguments and ConfigMaps that may be a password.

\`npm run synth\` prints the same lines below its own, without the changes that lead there, and twenty at most.

In pull requests [a workflow](../examples/ci/changes.yaml) to [copy](how-to/ci.md#what-a-change-leads-to) keeps one comment up to date, and fails on what Kubernetes refuses. The
comment has a line for each class, and the consequences folded below; it stays under 60,000 characters, and counts the rest. A pull
request from a fork may write no comment: its consequences stand in the summary of the job.

The exit code is 1 if there is a consequence of a class in \`--fail-on\`, and 2 if something could not be read.

## Classes, the worst first
`;

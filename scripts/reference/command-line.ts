import { spawnSync } from 'node:child_process';

/** The commands of users, in the order of their use. */
const COMMANDS = ['synth', 'verify', 'new', 'changes', 'promote', 'e2e'];

/** The commands without options that a user needs. */
const OTHER_COMMANDS = `## Others

| command | does |
|---|---|
| \`npm run generate\` | writes the pages and pictures that follow the code: comparison, topology, reference, rules |
| \`npm run environments -- staging prod\` | prints the fields in which environments differ |
| \`npm run local\` | starts the [local loop](../running.md#the-local-loop) |
| \`npm run bundle\` | writes the checker as one file, \`build/verify-manifests.cjs\` |
| \`npm test\` | types, lint, format and tests |
`;

/** What each command answers to `--help`. */
export function commandLinePage(root: string): string {
  const parts = COMMANDS.map((command) => {
    const options = { cwd: root, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', command, '--', '--help'], options);
    if (status !== 0) throw new Error(`npm run ${command} -- --help: ${stderr}`);
    return `## ${command}\n\n\`\`\`\n${stdout.trimEnd()}\n\`\`\`\n`;
  });
  const exits = 'Exit code 0: done, 1: refused, with all problems on standard error, and nothing written.\n';
  return ['# Command line\n', exits, ...parts, OTHER_COMMANDS].join('\n');
}

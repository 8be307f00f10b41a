import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../lib';
import { parsed } from '../lib/command-line/arguments';
import { type Outcome, run } from '../lib/command-line/run';
import { changesPage } from './changes-page';
import { customResourceImports, customResourceSchema } from './custom-resources';
import { environmentsPage } from './environments-page';
import { kubernetesSchema } from './kubernetes-schema';
import { referencePages } from './reference-pages';
import { rulesPage } from './rules-page';
import { topology } from './topology';

/**
 * Writes all that is generated and committed: `npm run generate`. The kinds and fields of Kubernetes change only with
 * `npm run generate -- --openapi FOLDER`.
 */
const ROOT = path.join(__dirname, '..');
const PICTURES = path.join('docs', 'topology');

run(({ argv }) => {
  const openapi = openApiOf(argv);
  const changed: string[] = [];
  const write = (file: string, text: string): void => {
    const place = path.join(ROOT, file);
    if (existsSync(place) && readFileSync(place, 'utf8') === text) return;
    writeFileSync(place, text);
    changed.push(file);
  };
  if (openapi !== undefined) write('lib/checker/kubernetes/kubernetes.json', kubernetesSchema(openapi));
  for (const [file, text] of customResourceImports()) write(path.join('imports', file), text);
  write('lib/checker/kubernetes/custom-resources.json', customResourceSchema());
  write('docs/rules.md', rulesPage());
  write('docs/changes.md', changesPage());
  write('docs/environments.md', environmentsPage());
  for (const [file, text] of referencePages()) write(path.join('docs', 'reference', file), text);
  const draw = async (): Promise<Outcome> => {
    const pictures = await topology();
    mkdirSync(path.join(ROOT, PICTURES), { recursive: true });
    for (const [file, picture] of pictures) write(path.join(PICTURES, file), picture);
    for (const file of readdirSync(path.join(ROOT, PICTURES)).filter((each) => !pictures.has(each))) {
      rmSync(path.join(ROOT, PICTURES, file));
      changed.push(path.join(PICTURES, file));
    }
    return { lines: [changed.length === 0 ? 'unchanged' : `changed: ${changed.join(' ')}`], status: 0 };
  };
  return { lines: [], status: 0, write: draw };
});

function openApiOf(argv: readonly string[]): string | undefined {
  try {
    return parsed(argv, { openapi: { type: 'string' } }).values.openapi;
  } catch (error) {
    throw new UserError([(error as Error).message], 'usage: npm run generate -- [--openapi FOLDER]');
  }
}

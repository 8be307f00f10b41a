import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
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
const write = (file: string, text: string): void => writeFileSync(path.join(ROOT, file), text);

const { openapi } = parseArgs({ options: { openapi: { type: 'string' } } }).values;

if (openapi !== undefined) write('lib/checker/kubernetes/kubernetes.json', kubernetesSchema(openapi));
for (const [file, text] of customResourceImports()) write(path.join('imports', file), text);
write('lib/checker/kubernetes/custom-resources.json', customResourceSchema());
write('docs/rules.md', rulesPage());
write('docs/changes.md', changesPage());
write('docs/environments.md', environmentsPage());
for (const [file, text] of referencePages()) write(path.join('docs', 'reference', file), text);
topology().then((pictures) => {
  const folder = path.join('docs', 'topology');
  rmSync(path.join(ROOT, folder), { recursive: true, force: true });
  mkdirSync(path.join(ROOT, folder));
  for (const [file, picture] of pictures) write(path.join(folder, file), picture);
});

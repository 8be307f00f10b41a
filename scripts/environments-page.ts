import { comparisonPage } from '../lib/comparison/page';
import { manifestsOf } from '../lib/synthesis/manifests';
import { assemble } from '../lib/wealist/charts/index';
import type { Environment } from '../lib/wealist/environments/environment';
import { VERSION, versionless } from './versionless';

/** The manifests of an environment under a name that all share: what the name alone changes is no difference. */
export const render = (environment: Environment) =>
  [...manifestsOf(assemble('<environment>', environment)).values()].flat();

const HEAD = `<!-- Written by \`npm run generate\` from lib/wealist/environments: do not edit. -->

# The environments compared

Each row is a field in which environments differ. Below stands what follows from each field in \`dist\`: found by giving one
environment the field of its neighbour, one field after the other, and rendering. A test holds that nothing else differs but by the
name of the environment, which stands as \`<environment>\` here. \`npm run environments -- staging prod\` prints the same for two.
\`${VERSION}\` stands for a version in [\`lib/wealist/versions.json\`](../lib/wealist/versions.json): this page follows no version.
`;

/** The page docs/environments.md. */
export const environmentsPage = (): string =>
  [HEAD, ...comparisonPage(versionless, render)].join('\n').trimEnd().concat('\n');

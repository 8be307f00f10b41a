import { Bundle } from '../lib/checker/bundle/bundle';
import { graphOf } from '../lib/graph';
import { picturesOf } from '../lib/picture';
import { knownCluster } from '../lib/synthesis/cluster-needs';
import { manifestsOf } from '../lib/synthesis/manifests';
import { assemble } from '../lib/wealist/charts/index';
import type { Environment } from '../lib/wealist/environments/environment';
import { environments } from '../lib/wealist/environments/index';

/** The pictures of docs/topology, by file. */
export async function topology(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [name, environment] of Object.entries<Environment>(environments)) {
    const charts = assemble(name, environment);
    const bundle = new Bundle([...manifestsOf(charts).values()].flat(), knownCluster(environment, charts));
    for (const [part, picture] of await picturesOf(graphOf(bundle), name)) {
      files.set(part === '' ? `${name}.svg` : `${name}-${part}.svg`, picture);
    }
  }
  return files;
}

import { Bundle } from '../lib/checker/bundle/bundle';
import { type Graph, graphOf } from '../lib/graph';
import { picturesOf } from '../lib/picture';
import { knownCluster } from '../lib/synthesis/cluster-needs';
import { manifestsOf } from '../lib/synthesis/manifests';
import { assemble } from '../lib/wealist/charts/index';
import { VERSION, versionless } from './versionless';

/** The pictures of docs/topology, by file. */
export async function topology(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [name, environment] of Object.entries(versionless)) {
    const charts = assemble(name, environment);
    const bundle = new Bundle([...manifestsOf(charts).values()].flat(), knownCluster(environment, charts));
    for (const [part, picture] of await picturesOf(withoutVersions(graphOf(bundle)), name)) {
      files.set(part === '' ? `${name}.svg` : `${name}-${part}.svg`, picture);
    }
  }
  return files;
}

const withoutVersions = ({ nodes, connections }: Graph): Graph => ({
  nodes: nodes.map((each) => ('version' in each && each.version === VERSION ? { ...each, version: undefined } : each)),
  connections,
});

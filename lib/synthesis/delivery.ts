import { App, Chart } from 'cdk8s';
import { holdsData } from '../checker/bundle/workloads/data-holders';
import { type Manifest, namespaceOf, stringsAt } from '../checker/manifest/manifest';
import { ArgoCdObjects } from '../constructs/delivery/argo-cd-objects';
import { FluxObjects } from '../constructs/delivery/flux-objects';
import { checkDelivery, type Delivery } from '../values/delivery';
import type { Environment } from './environment';
import { manifestsOf } from './manifests';

type Files = ReadonlyMap<string, readonly Manifest[]>;

/** The names of the charts with the objects of a tool. */
const CHARTS = { argoCd: 'argo-cd', flux: 'flux' };

/** The names of the files with the objects of a tool. */
export const DELIVERY_FILES: readonly string[] = Object.values(CHARTS).map((chart) => `0-${chart}.k8s.yaml`);

/** The annotation that keeps a tool from deleting an object unasked. The options of Argo CD are a list. */
const PROTECTION = {
  // https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#resource-pruning-with-confirmation
  argoCd: { key: 'argocd.argoproj.io/sync-options', value: 'Prune=confirm,Delete=confirm', isList: true },
  // https://fluxcd.io/flux/components/kustomize/kustomizations/#prune
  flux: { key: 'kustomize.toolkit.fluxcd.io/prune', value: 'disabled', isList: false },
};

/** The manifests with a protection of all that holds data, and of the namespaces around. */
export function protectedFiles(files: Files, delivery: Delivery | undefined): Files {
  if (!delivery) return files;
  const { key, value, isList } = delivery.argoCd ? PROTECTION.argoCd : PROTECTION.flux;
  const holders = new Set(manifestsIn(files).filter((each) => each.kind !== 'Namespace' && holdsData(each)));
  const namespaces = new Set([...holders].map(namespaceOf));
  const withProtection = (manifest: Manifest): Manifest => {
    const { kind, metadata } = manifest;
    if (kind === 'Namespace' ? !namespaces.has(metadata.name) : !holders.has(manifest)) return manifest;
    const { [key]: own, ...others } = stringsAt(manifest, 'metadata', 'annotations');
    const written = isList && own !== undefined ? `${own},${value}` : value;
    return { ...manifest, metadata: { ...metadata, annotations: { ...others, [key]: written } } };
  };
  return new Map([...files].map(([file, manifests]) => [file, manifests.map(withProtection)]));
}

/** The problems of the delivery of an environment. */
export function deliveryProblems(folder: string, environment: Environment): string[] {
  const { delivery } = environment;
  return delivery ? checkDelivery('delivery', delivery, clusterOf(folder, environment)) : [];
}

/** The objects by which the tool finds the manifests, in a file of their own. */
export function deliveryFiles(folder: string, environment: Environment, files: Files): Files {
  const { delivery } = environment;
  if (!delivery) return new Map();
  const { argoCd, flux } = delivery;
  const delivered = { environment: folder, cluster: clusterOf(folder, environment), files };
  const name = argoCd ? CHARTS.argoCd : CHARTS.flux;
  const chart = new Chart(new App(), name, {
    labels: { ...commonLabels(manifestsIn(files)), 'app.kubernetes.io/managed-by': 'cdk8s' },
  });
  if (argoCd) new ArgoCdObjects(chart, name, argoCd, delivered);
  else new FluxObjects(chart, name, flux, delivered);
  return manifestsOf({ [name]: chart });
}

/** The name in `clusters`: a folder of an environment on several clusters ends in it. */
function clusterOf(folder: string, { name = folder }: Environment): string | undefined {
  return folder.startsWith(`${name}-`) ? folder.slice(name.length + 1) : undefined;
}

/** The labels that all manifests share, such as the product and the environment. */
function commonLabels(manifests: readonly Manifest[]): Record<string, string> {
  const [first = {}, ...others] = manifests.map((manifest) => stringsAt(manifest, 'metadata', 'labels'));
  return Object.fromEntries(
    Object.entries(first).filter(([key, value]) => others.every((each) => each[key] === value)),
  );
}

const manifestsIn = (files: Files): Manifest[] => [...files.values()].flat();

import { Construct } from 'constructs';
import { Kustomization, KustomizationSpecSourceRefKind } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { GitRepository, OciRepository } from '../../../imports/source.toolkit.fluxcd.io';
import { deliveredFolder, type Flux, namespaceOfTool } from '../../values/delivery';
import type { DeliveredManifests } from './delivered-manifests';

/**
 * The objects by which Flux applies an environment: a source, and a Kustomization that reads the folder of the environment.
 */
export class FluxObjects extends Construct {
  constructor(scope: Construct, id: string, flux: Flux, { environment }: DeliveredManifests) {
    super(scope, id);
    const { product, secretName } = flux;
    const metadata = { name: `${product}-${environment}`, namespace: namespaceOfTool({ flux }) };
    const source = { interval: '1m', ...(secretName !== undefined && { secretRef: { name: secretName } }) };
    if (flux.artifact === undefined) {
      new GitRepository(this, 'source', {
        metadata,
        spec: { ...source, url: flux.repository, ref: { branch: flux.branch } },
      });
    } else {
      new OciRepository(this, 'source', { metadata, spec: { ...source, url: flux.artifact, ref: { tag: flux.tag } } });
    }
    const kinds = KustomizationSpecSourceRefKind;
    new Kustomization(this, 'kustomization', {
      metadata,
      spec: {
        interval: '10m',
        retryInterval: '1m',
        // A start may wait for a database, for images, and for the pods before it.
        timeout: '10m',
        path: `./${deliveredFolder({ flux }, environment)}`,
        prune: true,
        wait: true,
        sourceRef: {
          kind: flux.artifact === undefined ? kinds.GIT_REPOSITORY : kinds.OCI_REPOSITORY,
          name: metadata.name,
        },
      },
    });
  }
}

import { Duration, Size } from 'cdk8s';
import {
  type Cluster,
  type Environment,
  type Exposure,
  type Password,
  type PostgresStatefulSet,
  Route,
  type Suppression,
} from '../../lib';

/** What docs/how-to/environment.md, docs/traffic.md, docs/workloads.md, docs/databases/README.md and docs/how-to/gitops.md show, so that it compiles. */
export const suppressed: { suppressions: readonly Suppression[] } = {
  suppressions: [
    {
      rule: 'undeclared-edges-closed',
      object: 'NetworkPolicy frontend-prod/frontend',
      reason: 'the load test of the week reaches it directly',
    },
  ],
};

export const exposed: { exposure: Exposure } = {
  exposure: {
    host: ['shop.example.com', 'www.shop.example.com'],
    routes: [
      Route.keep('/'),
      Route.stripTree('/api/svc/board'),
      Route.strip('/api', '/api/health'),
      Route.keep('/files').with({ upload: Size.mebibytes(50), timeout: Duration.minutes(5) }),
      Route.keep('/live').with({ stream: true }),
    ],
    tls: { secretName: 'shop-tls' },
  },
};

export const issued: Pick<Exposure, 'tls'> = {
  tls: { secretName: 'shop-tls', issuer: { kind: 'ClusterIssuer', name: 'letsencrypt', challenge: 'HTTP-01' } },
};

export const gateway: { cluster: Cluster } = {
  cluster: {
    kubernetes: '1.34',
    ingress: { className: 'nginx', namespace: 'ingress-nginx' },
    gateway: {
      className: 'envoy',
      name: 'public',
      namespace: 'edge',
      listeners: { http: 'web' },
      dataPlane: { namespace: 'edge', labels: { 'gateway.envoyproxy.io/owning-gateway-name': 'public' } },
      upload: 'unlimited',
    },
  },
};

export function databaseOfBoards(server: PostgresStatefulSet, password: Password) {
  const boards = server.database('boards', { user: 'board', password });
  return boards;
}

export const pulling = (cluster: Cluster): { cluster: Cluster } => ({
  cluster: { ...cluster, imagePullSecrets: ['registry-credentials'] },
});

export const byArgoCd: Pick<Environment, 'delivery'> = {
  delivery: { argoCd: { product: 'wealist', repository: 'https://github.com/your/repository', revision: 'main' } },
};

export const byFlux: Pick<Environment, 'delivery'> = {
  delivery: { flux: { product: 'wealist', repository: 'https://github.com/your/repository', branch: 'main' } },
};

export const byArtifact: Pick<Environment, 'delivery'> = {
  delivery: { flux: { product: 'wealist', artifact: 'oci://ghcr.io/your/manifests', tag: 'prod' } },
};

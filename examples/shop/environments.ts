import path from 'node:path';
import { Size } from 'cdk8s';
import {
  type Bucket,
  type Environment,
  type Gateway,
  Image,
  type IngressController,
  Internet,
  Password,
  type PodIdentity,
  type Scaling,
  type TlsCertificate,
} from '../../lib';
import versions from './versions.json';

/** All that differs between the environments of the shop. */
export interface ShopEnvironment extends Environment {
  readonly images: Readonly<
    Record<'boards' | 'catalog' | 'chat' | 'mailer' | 'orders' | 'postgres' | 'redis' | 'report', Image>
  >;
  readonly host: string;
  /** @default none: plain HTTP */
  readonly tls?: TlsCertificate;
  readonly password: Password;
  readonly disk: Size;
  readonly scaling: Scaling;
  /** The bucket of the files of the boards, with keys. */
  readonly uploads: Bucket;
  /** The bucket of the reports, by a role that the cloud gives to the pods. */
  readonly reports: Bucket;
}

const kubernetes = '1.34';

const ingress: IngressController = { className: 'nginx', namespace: 'ingress-nginx' };

const gateway: Gateway = {
  className: 'envoy',
  name: 'public',
  namespace: 'edge',
  listeners: { http: 'web' },
  dataPlane: { namespace: 'edge', labels: { 'gateway.envoyproxy.io/owning-gateway-name': 'public' } },
  upload: 'unlimited',
};

const tls: TlsCertificate = {
  secretName: 'shop-tls',
  issuer: { kind: 'ClusterIssuer', name: 'letsencrypt', challenge: 'HTTP-01' },
};

/** Amazon S3 in Seoul. The block stands for those that Amazon publishes. */
const s3 = { address: { hostname: 's3.ap-northeast-2.amazonaws.com', cidrs: ['192.0.2.0/24'] } };

const credentials = { existing: { AWS_ACCESS_KEY_ID: 'ID', AWS_SECRET_ACCESS_KEY: 'KEY' } };

const identity = (role: string): PodIdentity => ({
  annotations: { 'eks.amazonaws.com/role-arn': role },
  keysFrom: Internet.https('sts.ap-northeast-2.amazonaws.com'),
});

type OwnSystem = keyof (typeof versions)['live'];

/** Our own images at the versions of an environment. The servers of data are at one version everywhere. */
function images(own: Readonly<Record<OwnSystem, string>>): ShopEnvironment['images'] {
  const image = (system: OwnSystem) => Image.versioned(`registry.example.com/shop/${system}`, own[system]);
  return {
    boards: image('boards'),
    chat: image('chat'),
    catalog: image('catalog'),
    mailer: image('mailer'),
    orders: image('orders'),
    postgres: Image.tagged('postgres', '16.10-alpine'),
    redis: Image.tagged('redis', '8.2-alpine'),
    report: image('report'),
  };
}

/** The repository that Argo CD and Flux read. Nobody but a developer applies `test`. */
const delivered = {
  product: 'shop',
  repository: 'https://github.com/example/shop',
  folder: `${path.relative('.', __dirname).replaceAll('\\', '/')}/dist`,
} as const;

const test: ShopEnvironment = {
  // The nodes of stage and live have credentials of their own.
  cluster: { kubernetes, ingress, imagePullSecrets: ['registry-credentials'] },
  images: images(versions.test),
  host: 'test.shop.example.com',
  password: Password.existing(),
  disk: Size.gibibytes(1),
  scaling: { replicas: 1 },
  uploads: { ...s3, name: 'shop-test-uploads', credentials },
  reports: { ...s3, name: 'shop-test-reports', identity: identity('arn:aws:iam::111111111111:role/shop-test-report') },
};

/** On the move from ingress-nginx to a Gateway: both lead to the same pods. */
const stage: ShopEnvironment = {
  cluster: { kubernetes, ingress, gateway },
  images: images(versions.stage),
  host: 'stage.shop.example.com',
  tls,
  password: Password.existing(),
  disk: Size.gibibytes(1),
  scaling: { replicas: 2 },
  uploads: { ...s3, name: 'shop-stage-uploads', credentials },
  reports: {
    ...s3,
    name: 'shop-stage-reports',
    identity: identity('arn:aws:iam::111111111111:role/shop-stage-report'),
  },
  delivery: { flux: { ...delivered, branch: 'main' } },
};

const live: ShopEnvironment = {
  cluster: { kubernetes, gateway },
  images: images(versions.live),
  host: 'shop.example.com',
  tls,
  password: Password.existing(),
  disk: Size.gibibytes(20),
  scaling: { minReplicas: 3, maxReplicas: 12 },
  uploads: { ...s3, name: 'shop-live-uploads', credentials },
  reports: { ...s3, name: 'shop-live-reports', identity: identity('arn:aws:iam::222222222222:role/shop-live-report') },
  delivery: { argoCd: { ...delivered, revision: 'main' } },
};

/** Every environment by the name of its folder. */
export const environments = { test, stage, live };

import { Size } from 'cdk8s';
import { type Cluster, type Environment, Image, Password, type Scaling } from '../../lib';

/** All that differs between the environments of the shop. */
export interface ShopEnvironment extends Environment {
  readonly images: Readonly<Record<'catalog' | 'mailer' | 'orders' | 'postgres' | 'report', Image>>;
  readonly host: string;
  readonly password: Password;
  readonly disk: Size;
  readonly scaling: Scaling;
  /** The role that the cloud gives to the pods of the report. */
  readonly reportRole: string;
}

const cluster: Cluster = { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } };

const images = {
  catalog: Image.tagged('registry.example.com/shop/catalog', '2.3.0'),
  mailer: Image.tagged('registry.example.com/shop/mailer', '1.2.0'),
  orders: Image.tagged('registry.example.com/shop/orders', '1.8.1'),
  postgres: Image.tagged('postgres', '16.10-alpine'),
  report: Image.tagged('registry.example.com/shop/report', '0.9.4'),
};

const test: ShopEnvironment = {
  // The nodes of live have credentials of their own.
  cluster: { ...cluster, imagePullSecrets: ['registry-credentials'] },
  images,
  host: 'test.shop.example.com',
  password: Password.existing(),
  disk: Size.gibibytes(1),
  scaling: { replicas: 1 },
  reportRole: 'arn:aws:iam::111111111111:role/shop-test-report',
};

const live: ShopEnvironment = {
  cluster,
  images,
  host: 'shop.example.com',
  password: Password.existing(),
  disk: Size.gibibytes(20),
  scaling: { minReplicas: 3, maxReplicas: 12 },
  reportRole: 'arn:aws:iam::222222222222:role/shop-live-report',
};

/** Every environment by the name of its folder. */
export const environments = { test, live };

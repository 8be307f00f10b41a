import { Size } from 'cdk8s';
import { type Cluster, type Environment, Image, Password, type Scaling } from '../../lib';

/** All that differs between the environments of the shop. */
export interface ShopEnvironment extends Environment {
  readonly images: Readonly<Record<'catalog' | 'orders' | 'postgres', Image>>;
  readonly host: string;
  readonly password: Password;
  readonly disk: Size;
  readonly scaling: Scaling;
}

const cluster: Cluster = { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } };

const images = {
  catalog: Image.tagged('registry.example.com/shop/catalog', '2.3.0'),
  orders: Image.tagged('registry.example.com/shop/orders', '1.8.1'),
  postgres: Image.tagged('postgres', '16.10-alpine'),
};

const test: ShopEnvironment = {
  cluster,
  images,
  host: 'test.shop.example.com',
  password: Password.existing(),
  disk: Size.gibibytes(1),
  scaling: { replicas: 1 },
};

const live: ShopEnvironment = {
  cluster,
  images,
  host: 'shop.example.com',
  password: Password.existing(),
  disk: Size.gibibytes(20),
  scaling: { minReplicas: 3, maxReplicas: 12 },
};

/** Every environment by the name of its folder. */
export const environments = { test, live };

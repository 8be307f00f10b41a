import type { Environment } from '../../lib';
import type { Delivery } from '../../lib/values/delivery';
import { accept } from './accept';

/* Delivery: one tool, which reads one source. */

const shop = { product: 'shop', repository: 'https://git.example.com/shop' } as const;
const artifact = { product: 'shop', artifact: 'oci://registry.example.com/shop', tag: 'live' } as const;

accept<Delivery>({ argoCd: { ...shop, revision: 'main' } });
accept<Delivery>({ flux: { ...shop, branch: 'main' } });
accept<Delivery>({ flux: artifact });
accept<Environment>({ cluster: { kubernetes: '1.34' }, delivery: { argoCd: { ...shop, revision: 'main' } } });
// @ts-expect-error two tools would fight over every object
accept<Delivery>({ argoCd: { ...shop, revision: 'main' }, flux: { ...shop, branch: 'main' } });
// @ts-expect-error a tool, or no delivery at all
accept<Delivery>({});
// @ts-expect-error Argo CD needs to know of what
accept<Delivery>({ argoCd: { product: 'shop', revision: 'main' } });
// @ts-expect-error objects of two products may not have one name
accept<Delivery>({ argoCd: { repository: shop.repository, revision: 'main' } });
// @ts-expect-error a repository or an artifact
accept<Delivery>({ flux: { ...shop, ...artifact, branch: 'main' } });
// @ts-expect-error an artifact has a tag and no branch
accept<Delivery>({ flux: { product: 'shop', artifact: 'oci://registry.example.com/shop', branch: 'main' } });
// @ts-expect-error an artifact holds the environments at its root
accept<Delivery>({ flux: { ...artifact, folder: 'dist' } });
// @ts-expect-error plain HTTP can be changed on its way
accept<Delivery>({ argoCd: { product: 'shop', repository: 'http://git.example.com/shop', revision: 'main' } });
// @ts-expect-error a registry is no repository of git
accept<Delivery>({ argoCd: { product: 'shop', repository: 'oci://registry.example.com/shop', revision: 'main' } });

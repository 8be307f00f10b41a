import { type Cluster, Image, Password } from '../../lib';
import type {
  Environment,
  LocalEnvironment,
  SharedEnvironment,
  System,
} from '../../lib/wealist/environments/environment';
import {
  everywhere,
  type OwnSystem,
  ownImages,
  publicImages,
  reachable,
} from '../../lib/wealist/environments/everywhere';
import { environments } from '../../lib/wealist/environments/index';
import versionsFile from '../../lib/wealist/versions.json';
import { accept } from './accept';

declare const local: LocalEnvironment;
declare const shared: SharedEnvironment;
declare const cluster: Omit<Cluster, 'importedImages'>;
const { images } = shared;

/* Local: images may be imported and the password may stand in code. */

accept<LocalEnvironment>({ ...local, databasePassword: Password.literal('local-development-only') });
accept<LocalEnvironment>({ ...local, databasePassword: Password.existing() });
accept<LocalEnvironment>({ ...local, images: { ...images, frontend: Image.imported('wealist-frontend', 'latest') } });
accept<LocalEnvironment>({ ...local, cluster: { ...cluster, importedImages: true } });
// @ts-expect-error a developer's cluster says that its nodes hold images
accept<LocalEnvironment>({ ...local, cluster });
// @ts-expect-error HTTP is plain there
accept<LocalEnvironment>({ ...local, certificates: shared.certificates });

/* Shared: everything comes from a registry, and no value of a Secret is known. */

accept<SharedEnvironment>({ ...shared, databasePassword: Password.existing() });
// @ts-expect-error a password in code is in the repository, in dist and in every clone
accept<SharedEnvironment>({ ...shared, databasePassword: Password.literal('hunter2') });
// @ts-expect-error a password that may stand in code is one
accept<SharedEnvironment>({ ...shared, databasePassword: local.databasePassword });

const store = { kind: 'ClusterSecretStore', name: 'wealist' } as const;
accept<SharedEnvironment>({ ...shared, databasePassword: Password.external({ store, key: 'wealist/postgresql' }) });
accept<SharedEnvironment>({ ...shared, databasePassword: Password.sealed({ 'board-api-qa/db-secret': 'AgB' }) });
// @ts-expect-error a ciphertext is for a Secret of a namespace
accept<SharedEnvironment>({ ...shared, databasePassword: Password.sealed({ 'db-secret': 'AgB' }) });

const { boardApi } = shared;
const statefulSet = { image: Image.tagged('redis', '8.2-alpine') };
accept<SharedEnvironment>({
  ...shared,
  boardApi: { ...boardApi, redis: { password: Password.existing(), statefulSet } },
});
accept<LocalEnvironment>({
  ...local,
  boardApi: { ...boardApi, redis: { password: Password.literal('hunter2'), statefulSet } },
});
accept<SharedEnvironment>({
  ...shared,
  // @ts-expect-error no password stands in code, whatever it opens
  boardApi: { ...boardApi, redis: { password: Password.literal('hunter2'), statefulSet } },
});

accept<SharedEnvironment>({ ...shared, images: { ...images, frontend: Image.tagged('wealist-frontend', '1.0.0') } });
// @ts-expect-error no registry serves an image that was imported
accept<SharedEnvironment>({ ...shared, images: { ...images, frontend: Image.imported('wealist-frontend', '1.0.0') } });
// @ts-expect-error latest is another build tomorrow
accept<SharedEnvironment>({ ...shared, images: { ...images, frontend: Image.tagged('wealist-frontend', 'latest') } });

accept<SharedEnvironment>({ ...shared, cluster });
// @ts-expect-error the nodes of others hold nothing of ours
accept<SharedEnvironment>({ ...shared, cluster: { ...cluster, importedImages: true } });

declare const uncertified: Omit<SharedEnvironment, 'certificates'>;
accept<SharedEnvironment>({ ...uncertified, certificates: { wealist: 'a-tls', helloWorld: 'b-tls' } });
// @ts-expect-error what others can reach is encrypted
accept<SharedEnvironment>(uncertified);
// @ts-expect-error every host of it
accept<SharedEnvironment>({ ...uncertified, certificates: { wealist: 'a-tls' } });

const { databasePassword, postgresql, helloWorld, hosts } = shared;
const own = { images, databasePassword, postgresql, boardApi, helloWorld, hosts, frontend: shared.frontend };
accept<SharedEnvironment>({ ...reachable, ...own });
// @ts-expect-error a field that does not exist, beside what is the same everywhere
accept<SharedEnvironment>({ ...reachable, ...own, host: 'wealist.example.org' });
// @ts-expect-error a certificate, which every environment that others can reach has
accept<SharedEnvironment>({ ...everywhere, ...own });

/* Either, and nothing between them. */

accept<Environment>(local);
accept<Environment>(shared);
// @ts-expect-error local is not shared
accept<SharedEnvironment>(local);
// @ts-expect-error shared is not local
accept<LocalEnvironment>(shared);
// @ts-expect-error a cluster with certificates has no password in code
accept<Environment>({ ...shared, databasePassword: Password.literal('hunter2') });
// @ts-expect-error a cluster with certificates has no imported images
accept<Environment>({ ...shared, cluster: { ...cluster, importedImages: true } });

/* Both: every system, by its name. */

declare const systems: Omit<Record<System, Image<'IfNotPresent'>>, 'frontend'>;
accept<SharedEnvironment>({ ...shared, images: { ...systems, frontend: images.frontend } });
// @ts-expect-error a system without an image
accept<SharedEnvironment>({ ...shared, images: systems });
// @ts-expect-error a system that nobody knows
accept<SharedEnvironment>({ ...shared, images: { ...images, 'a system of nobody': images.frontend } });

declare const versions: Record<OwnSystem, string>;
declare const unversioned: Omit<typeof versions, 'frontend'>;
accept<SharedEnvironment>({ ...shared, images: { ...publicImages, ...ownImages(versions) } });
// @ts-expect-error a system without a version
ownImages(unversioned);
// @ts-expect-error a version for a system that nobody knows
ownImages({ ...versions, 'a system of nobody': '1.0.0' });
// @ts-expect-error a version without quotes is a number: 1.10 would be 1.1
ownImages({ ...versions, frontend: 1.1 });

/* The file of versions: a bot may have edited the file, and the compiler reads the file as code. */

accept<Readonly<Record<OwnSystem, string>>>(versionsFile.prod);
// @ts-expect-error an environment that the file lacks
versionsFile['an environment of nobody'];

accept<Cluster>({ ...cluster, kubernetes: '1.34' });
// @ts-expect-error a Kubernetes that manifests cannot be written for
accept<Cluster>({ ...cluster, kubernetes: '1.27' });

accept<SharedEnvironment>({ ...shared, frontend: { scaling: { replicas: 2 } } });
accept<SharedEnvironment>({ ...shared, frontend: { scaling: { minReplicas: 2, maxReplicas: 5 } } });
// @ts-expect-error half an autoscaler
accept<SharedEnvironment>({ ...shared, frontend: { scaling: { minReplicas: 2 } } });
// @ts-expect-error an autoscaler owns the number of pods
accept<SharedEnvironment>({ ...shared, frontend: { scaling: { replicas: 2, minReplicas: 2, maxReplicas: 5 } } });

accept<Environment['helloWorld']>({ ...shared.helloWorld, appEnv: 'production', logLevel: 'warning' });
// @ts-expect-error the application knows it as production
accept<Environment['helloWorld']>({ ...shared.helloWorld, appEnv: 'prod' });
// @ts-expect-error the application knows it as warning
accept<Environment['helloWorld']>({ ...shared.helloWorld, logLevel: 'warn' });

/* An environment is data that nobody changes. */

accept<Environment>({ ...shared, hosts: { ...shared.hosts, wealist: 'wealist.example.org' } });
// @ts-expect-error not as a whole
shared.hosts = { wealist: 'wealist.example.org', helloWorld: 'hello.example.org' };
// @ts-expect-error not in part
shared.hosts.wealist = 'wealist.example.org';
// @ts-expect-error not a system
shared.images.frontend = Image.tagged('wealist-frontend', '1.0.0');
// @ts-expect-error not its cluster
shared.cluster.kubernetes = '1.34';
// @ts-expect-error not even in the table of all of them
Object.values(environments)[0].hosts.wealist = 'wealist.example.org';

import { type OnClusters, onClusters } from '../../lib';
import type { Environment, SharedEnvironment } from '../../lib/wealist/environments/environment';
import { accept } from './accept';

/* An environment on several clusters is data like any other, and each of its folders an environment. */

declare const prod: OnClusters<SharedEnvironment>;
accept<Readonly<Record<string, Environment>>>(onClusters('prod', prod));

declare const single: SharedEnvironment;
// @ts-expect-error an environment on one cluster has its own folder
onClusters('prod', single);
// @ts-expect-error a cluster of one developer is none that others can reach
accept<OnClusters<SharedEnvironment>>({ ...prod, clusters: { seoul: { kubernetes: '1.34', importedImages: true } } });

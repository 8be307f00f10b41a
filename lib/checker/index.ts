/**
 * The checker: reads Kubernetes manifests, and finds objects that a cluster rejects or that fail later. The checker
 * knows manifests alone, and imports no part of cdk8s and no construct.
 */
export { Bundle } from './bundle/bundle';
export { check, type RuleFinding, sentence, type Verdict } from './check';
export type { Edge, Endpoint } from './connection';
export { type KnownCluster, UNKNOWN_CLUSTER } from './known-cluster';
export { KUBERNETES_VERSIONS, type KubernetesVersion } from './kubernetes/kubernetes-version';
export { identity, type Json, type Manifest } from './manifest/manifest';
export { type Located, parseManifests } from './manifest/yaml-reader';
export type { Finding, Rule } from './rule';
export { RULES, RULES_BY_SUBJECT } from './rules';
export type { Suppression } from './suppression';

/**
 * The typed Kubernetes API, from the one import of cdk8s-plus. A newer line of cdk8s-plus is a change of this file alone.
 */
export { Cpu, k8s } from 'cdk8s-plus-28';

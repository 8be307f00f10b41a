import { settingsNamed } from '../../bundle/containers/settings';
import { mostReplicas, runs } from '../../bundle/workloads/members';
import type { Rule } from '../../rule';

/** https://www.elastic.co/docs/deploy-manage/deploy/self-managed/bootstrap-checks#single-node-discovery */
export const singleNodes: Rule = {
  id: 'single-nodes',
  answer: 'risk',
  why: 'a search server that is told to be alone looks for no other: each pod has data of its own, and a client finds now these, now those',
  example:
    'StatefulSet default/search: spec.template.spec.containers[s].env[discovery.type].value: expected discovery.seed_hosts with the 3 pods: each of them is a cluster of its own, received single-node [single-nodes]',
  about: ['single-node'],
  check: (bundle) =>
    [...settingsNamed(bundle, /^discovery\.type$/)].flatMap(([container, found]) => {
      const replicas = mostReplicas(bundle, container.template);
      if (container.init || replicas < 2 || !runs(container, /^(elasticsearch|opensearch)$/)) return [];
      const expected = `discovery.seed_hosts with the ${replicas} pods: each of them is a cluster of its own`;
      return found
        .filter(({ value }) => value === 'single-node')
        .map(({ object, field }) => ({ object, field, expected, received: 'single-node' }));
    }),
};

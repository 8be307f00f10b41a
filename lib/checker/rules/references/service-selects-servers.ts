import { podsBehind } from '../../bundle/pod-selection';
import { identity, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** The pods of a Job get no traffic of a Service that leads to servers. */
export const serviceSelectsServers: Rule = {
  id: 'service-selects-servers',
  answer: 'risk',
  why: 'pods of a Job with the labels of a server are endpoints of its Service while they run: a part of all requests fails',
  example:
    'Service default/api: spec.selector: expected labels that no Job has, received the pods of Job default/migrate beside those of Deployment default/api [service-selects-servers]',
  check: (bundle) =>
    bundle.ofKind('Service').flatMap((object): Finding[] => {
      if (stringAt(object, 'spec', 'type') === 'ExternalName') return [];
      const owners = podsBehind(bundle, object).map(({ owner }) => owner);
      const job = owners.find(({ kind }) => /Job$/.test(kind));
      const server = owners.find(({ kind }) => !/Job$|^Pod$/.test(kind));
      if (!job || !server) return [];
      const received = `the pods of ${identity(job)} beside those of ${identity(server)}`;
      return [{ object, field: 'spec.selector', expected: 'labels that no Job has', received }];
    }),
};

import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { setting, settings } from '../../bundle/containers/settings';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { hostsIn } from '../../bundle/traffic/named-hosts';
import { runs } from '../../bundle/workloads/members';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { identity } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Programs that keep the jobs of a queue in Redis, each by a word of the command. */
const WORKERS = [
  // https://github.com/sidekiq/sidekiq/wiki/Using-Redis#memory, https://github.com/resque/resque
  /^(sidekiq|sidekiqswarm|resque(:work)?)$/,
  // https://docs.celeryq.dev/en/stable/getting-started/backends-and-brokers/redis.html#key-eviction
  /^celery$/,
  // https://python-rq.org/docs/workers/, https://arq-docs.helpmanual.io, https://huey.readthedocs.io, https://dramatiq.io
  /^(rq|rqworker|arq|huey_consumer(\.py)?|dramatiq)$/,
  // https://laravel.com/docs/queues, https://laravel.com/docs/horizon
  /^(queue:work|queue:listen|horizon)$/,
  // https://docs.bullmq.io/guide/going-to-production#max-memory-policy
  /^(bullmq|bull)(-worker)?$/,
];
const ADDRESS = /redis|broker|queue|sidekiq/i;
const CACHE = /cache|session/i;

/** A server with the jobs of a queue throws no key away. */
export const queuesNotEvicted: Rule = {
  id: 'queues-not-evicted',
  answer: 'risk',
  why: 'with a policy of allkeys, Redis deletes jobs once its memory is full: the jobs are gone, and nobody is told',
  example:
    'StatefulSet default/redis: spec.template.spec.containers[redis].args: expected noeviction, since Deployment default/worker keeps its jobs there, received "allkeys-lru" [queues-not-evicted]',
  about: ['allkeys'],
  check: (bundle) => {
    const evicting = bundle.containers.flatMap((container) => {
      const policy = runs(container, /^(redis|valkey|keydb)(-server)?$/)
        ? setting(bundle, container, ['maxmemory-policy'])
        : undefined;
      return policy && /^allkeys-/.test(policy.value) ? [{ container, policy }] : [];
    });
    if (evicting.length === 0) return [];
    const workers = bundle.containers.filter((container) => !container.init && isWorker(container));
    return evicting.flatMap(({ container, policy: { object, field, value } }): Finding[] => {
      const worker = workers.find((each) => calls(bundle, each, container));
      if (worker === undefined) return [];
      const expected = `noeviction, since ${identity(worker.template.owner)} keeps its jobs there`;
      return [{ object, field, expected, received: quoted(value) }];
    });
  },
};

const isWorker = (container: Container): boolean =>
  commandLine(container)
    .flatMap((word) => word.split(/[\s/]+/))
    .some((word) => WORKERS.some((worker) => worker.test(word)));

/** True if a setting of a worker for its queue leads to the pods of a server. */
function calls(bundle: Bundle, worker: Container, server: Container): boolean {
  return settings(bundle, worker)
    .filter(({ name }) => ADDRESS.test(name) && !CACHE.test(name))
    .flatMap(({ name, value }) => hostsIn({ key: name, value }))
    .some(({ name }) => {
      const service = ClusterDns.of(bundle).answer(name, worker.template.namespace)?.service;
      return service !== undefined && podsBehind(bundle, service).includes(server.template);
    });
}

import { imageReference } from '../../bundle/containers/image-reference';
import { mostReplicas } from '../../bundle/workloads/members';
import { quoted, type Rule } from '../../rule';

/** A plain PostgreSQL is one pod. */
export const singlePostgres: Rule = {
  id: 'single-postgres',
  answer: 'broken',
  why: 'the official image knows nothing of other servers: with two replicas each has data of its own, and a client reads now from one, now from the other',
  example:
    'StatefulSet default/db: spec.replicas: expected 1, since the official image of PostgreSQL replicates nothing, received 2 [single-postgres]',
  about: ['postgres'],
  check: (bundle) =>
    bundle.containers
      .filter((container) => !container.init && isOfficial(imageReference(container)?.repository ?? ''))
      .flatMap(({ template }) => {
        const { owner: object } = template;
        const replicas = mostReplicas(bundle, template);
        if (replicas < 2 || !['Deployment', 'Rollout', 'StatefulSet'].includes(object.kind)) return [];
        const expected = '1, since the official image of PostgreSQL replicates nothing';
        return [{ object, field: 'spec.replicas', expected, received: quoted(replicas) }];
      }),
};

/** https://hub.docker.com/_/postgres, or a mirror of the library. */
const isOfficial = (repository: string): boolean =>
  /^(?:docker\.io\/)?(?:library\/)?postgres$|\/library\/postgres$/.test(repository);

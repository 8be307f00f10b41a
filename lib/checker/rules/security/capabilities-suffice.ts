import type { Container } from '../../bundle/bundle';
import { imageReference } from '../../bundle/containers/image-reference';
import { imageName } from '../../bundle/containers/image-users';
import { securityContext } from '../../bundle/containers/security-context';
import { listAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const SWITCH = ['SETGID', 'SETUID'];
const OWN = ['CHOWN', ...SWITCH];

/** The capabilities with which images that start as root go over to another user. Source: the entrypoint of each image. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  // https://github.com/docker-library/official-images
  cassandra: OWN,
  couchdb: OWN,
  ghost: OWN,
  httpd: SWITCH,
  mariadb: OWN,
  mongo: OWN,
  mysql: OWN,
  nextcloud: SWITCH,
  nginx: OWN,
  postgres: OWN,
  rabbitmq: OWN,
  wordpress: OWN,
  zookeeper: OWN,
};

/** An image that starts as root keeps the capabilities to change its user. */
export const capabilitiesSuffice: Rule = {
  id: 'capabilities-suffice',
  answer: 'broken',
  why: 'an image that starts as root gives its folders to another user, and goes over to that user: without the capabilities, it ends with "Operation not permitted"',
  example:
    'Deployment default/web: spec.template.spec.containers[web].securityContext.capabilities: expected CHOWN, SETGID, SETUID below add, which nginx needs as root, or runAsUser, received drop ["ALL"] [capabilities-suffice]',
  check: ({ containers }) => containers.filter(startsAsRoot).flatMap(lacking),
};

/** A command of its own may stay root. */
function startsAsRoot(container: Container): boolean {
  const user = securityContext(container, 'runAsUser') ?? 0;
  const closed = securityContext(container, 'runAsNonRoot') === true;
  const entrypoint = listAt(container.spec, 'command').length === 0;
  const isTool = /cli/.test(imageReference(container)?.tag ?? '');
  return user === 0 && !closed && entrypoint && !isTool && Object.hasOwn(NEEDS, imageName(container));
}

function lacking(container: Container): Finding[] {
  const list = (field: string) =>
    listAt(container.spec, 'securityContext', 'capabilities', field).map((each) => String(each).replace(/^CAP_/, ''));
  const [drop, add] = [list('drop'), list('add')];
  const name = imageName(container);
  const missing = (NEEDS[name] ?? []).filter((each) => {
    const isDropped = drop.includes(each) || drop.some((word) => word.toUpperCase() === 'ALL');
    return isDropped && !add.includes(each) && !add.includes('ALL');
  });
  // As arguments without a dash, another program may be started.
  const [first] = listAt(container.spec, 'args').map(String);
  if (
    missing.length === 0 ||
    (first !== undefined && !first.startsWith('-') && !/^(nginx|mysqld|mariadbd|mongod|postgres|php-fpm)$/.test(first))
  )
    return [];
  return [
    {
      object: container.template.owner,
      field: `${container.path}.securityContext.capabilities`,
      expected: `${missing.join(', ')} below add, which ${name} needs as root, or runAsUser`,
      received: `drop ${quoted(valueAt(container.spec, 'securityContext', 'capabilities', 'drop'))}`,
    },
  ];
}

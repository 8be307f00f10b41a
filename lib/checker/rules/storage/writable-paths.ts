import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { imageWord } from '../../bundle/containers/image-reference';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { mounts } from '../../bundle/containers/pod-volumes';
import { valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Settings of nginx with a file or a folder that nginx writes. */
const NGINX =
  /^[^#\n]*?\b(pid|(?:client_body|proxy|fastcgi|uwsgi|scgi)_temp_path|(?:access|error)_log)\s+(\/[\w./-]+)/gm;

/** The folders that images write at their start, by the name of the image. */
const IMAGES: Readonly<Record<string, readonly string[]>> = {
  alertmanager: ['/alertmanager'],
  'clickhouse-server': ['/var/lib/clickhouse', '/var/log/clickhouse-server'],
  elasticsearch: ['/usr/share/elasticsearch/data', '/usr/share/elasticsearch/logs', '/tmp'],
  grafana: ['/var/lib/grafana'],
  httpd: ['/usr/local/apache2/logs'],
  jenkins: ['/var/jenkins_home', '/tmp'],
  mariadb: ['/run/mysqld', '/tmp'],
  mongo: ['/data/db', '/tmp'],
  mysql: ['/var/run/mysqld', '/tmp'],
  n8n: ['/home/node/.n8n'],
  nginx: ['/var/cache/nginx'],
  'nginx-unprivileged': ['/tmp'],
  postgres: ['/var/run/postgresql'],
  prometheus: ['/prometheus'],
  rabbitmq: ['/var/lib/rabbitmq'],
  tomcat: ['/usr/local/tomcat/work', '/usr/local/tomcat/temp', '/usr/local/tomcat/logs'],
};

/** A container with a read-only root has a volume wherever its program writes. */
export const writablePaths: Rule = {
  id: 'writable-paths',
  answer: 'broken',
  why: 'a program that cannot write its temporary files ends at its start, with "Read-only file system"',
  example:
    'Deployment default/web: spec.template.spec.containers[web].volumeMounts: expected a volume for /tmp/nginx.pid (pid of nginx.conf), received none [writable-paths]',
  check: (bundle) =>
    bundle.containers
      .filter(({ spec }) => valueAt(spec, 'securityContext', 'readOnlyRootFilesystem') === true)
      .flatMap((container) => unwritable(bundle, container)),
};

function unwritable(bundle: Bundle, container: Container): Finding[] {
  const open = mounts(container).filter(({ readOnly }) => !readOnly);
  // The folders of system run are one.
  const whole = (folder: string) => `${folder.replace(/^\/var\/run\b/, '/run')}/`;
  const [first] = written(bundle, container).filter(
    ({ path }) =>
      !/^\/dev\//.test(path) &&
      !open.some(({ mountPath }) => whole(path).startsWith(whole(mountPath.replace(/^\/$/, '')))),
  );
  if (first === undefined) return [];
  const expected = `a volume for ${first.path} (${first.says})`;
  const received =
    open.length === 0 ? 'none' : `volumes at ${open.map(({ mountPath }) => quoted(mountPath)).join(', ')}`;
  return [{ object: container.template.owner, field: `${container.path}.volumeMounts`, expected, received }];
}

/** The paths in the configuration of nginx, or else of the image. */
function written(bundle: Bundle, container: Container): { readonly path: string; readonly says: string }[] {
  const image = imageWord(container);
  const files = mountedFiles(bundle, container);
  if (/nginx/.test(image)) {
    const whole = files.flatMap(({ files }) => [...files]).filter(([, text = '']) => /^[ \t]*http\s*\{/m.test(text));
    if (whole.length > 0) {
      return whole.flatMap(([name, text = '']) =>
        [...text.matchAll(NGINX)].map(([, setting, path = '']) => ({ path, says: `${setting} of ${name}` })),
      );
    }
  }
  if (container.init || commandLine(container).length > 0 || !Object.hasOwn(IMAGES, image)) return [];
  return (IMAGES[image] ?? []).map((path) => ({ path, says: `the image ${image}` }));
}

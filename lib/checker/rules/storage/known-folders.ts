import type { Container } from '../../bundle/bundle';
import { imageName } from '../../bundle/containers/image-users';
import { mounts } from '../../bundle/containers/pod-volumes';
import { pathSlip } from '../../bundle/references/path-slip';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** Folders that images read or write, by the end of the image's name. Source: the page of each image. */
const FOLDERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /(^|\/)grafana(-oss|-enterprise)?$/,
    ['/etc/grafana/provisioning', '/var/lib/grafana', '/var/lib/grafana/dashboards', '/var/lib/grafana/plugins'],
  ],
  [/(^|\/)(postgres|mysql|mariadb|mongo|postgis|timescaledb)$/, ['/docker-entrypoint-initdb.d']],
  [/(^|\/)(mysql|mariadb)$/, ['/etc/mysql/conf.d', '/var/lib/mysql']],
  [/(^|\/)postgres$/, ['/var/lib/postgresql/data', '/var/lib/postgresql']],
  [
    /(^|\/)(nginx|nginx-unprivileged)$/,
    ['/etc/nginx/conf.d', '/etc/nginx/templates', '/usr/share/nginx/html', '/docker-entrypoint.d', '/var/cache/nginx'],
  ],
  [/(^|\/)php$/, ['/usr/local/etc/php/conf.d', '/usr/local/etc/php-fpm.d', '/var/www/html']],
  [/(^|\/)rabbitmq$/, ['/etc/rabbitmq', '/etc/rabbitmq/conf.d', '/etc/rabbitmq/definitions', '/var/lib/rabbitmq']],
  [
    /(^|\/)clickhouse-server$/,
    ['/etc/clickhouse-server/config.d', '/etc/clickhouse-server/users.d', '/var/lib/clickhouse'],
  ],
  [
    /(^|\/)keycloak$/,
    ['/opt/keycloak/data/import', '/opt/keycloak/providers', '/opt/keycloak/themes', '/opt/keycloak/conf'],
  ],
  [/(^|\/)logstash$/, ['/usr/share/logstash/pipeline', '/usr/share/logstash/config']],
  [/(^|\/)(elasticsearch|opensearch)$/, ['/usr/share/elasticsearch/data', '/usr/share/opensearch/data']],
  [/(^|\/)redis$/, ['/data']],
  [/(^|\/)mongo$/, ['/data/db', '/data/configdb']],
  [/(^|\/)jenkins$/, ['/var/jenkins_home']],
  [/(^|\/)eclipse-mosquitto$/, ['/mosquitto/config', '/mosquitto/data', '/mosquitto/log']],
  [/(^|\/)wordpress$/, ['/var/www/html', '/var/www/html/wp-content']],
  [/(^|\/)prometheus$/, ['/etc/prometheus', '/prometheus']],
  [/(^|\/)telegraf$/, ['/etc/telegraf/telegraf.d']],
  [/(^|\/)sonarqube$/, ['/opt/sonarqube/data', '/opt/sonarqube/extensions', '/opt/sonarqube/logs']],
];
/** https://grafana.com/docs/grafana/latest/administration/provisioning/ */
const PROVISIONING = /^\/etc\/grafana\/provisioning\/([^/]+)/;
const PROVISIONED = ['access-control', 'alerting', 'dashboards', 'datasources', 'notifiers', 'plugins'];
/** A volume lies where a well-known image has its files. */
export const knownFolders: Rule = {
  id: 'known-folders',
  answer: 'risk',
  why: 'a program reads the folders that it knows, and no others: files in a folder with nearly the name do nothing',
  example:
    'Deployment default/grafana: spec.template.spec.containers[grafana].volumeMounts[sources].mountPath: expected "/etc/grafana/provisioning/datasources", which grafana/grafana reads, received "/etc/grafana/provisioning/datasource" [known-folders]',
  check: ({ containers }) => containers.flatMap(ofImage),
};

/** The folder with the scripts of the first start has a name that nothing else begins with. */
function ofScripts(path: string, known: readonly string[]): string | undefined {
  const begins = (each: string) => /^\/docker-entrypoint[-.\w]*(d|init\w*)(\/|$)/.test(each);
  return begins(path) && !known.some((each) => `${path}/`.startsWith(`${each}/`)) ? known.find(begins) : undefined;
}

function ofImage(container: Container): Finding[] {
  const name = imageName(container);
  const known = FOLDERS.flatMap(([image, folders]) => (image.test(name) ? folders : []));
  if (known.length === 0) return [];
  return mounts(container).flatMap(({ mountPath: place, folder, path }): Finding[] => {
    // A single file lies in the folder that is read.
    const mountPath = folder && /\.\w+$/.test(place) ? place.slice(0, place.lastIndexOf('/')) : place;
    const [, part] = PROVISIONING.exec(mountPath) ?? [];
    const wrong = part !== undefined && !PROVISIONED.includes(part);
    const meant = wrong
      ? PROVISIONED.filter((each) => isTypo(part, each)).map((each) => `/etc/grafana/provisioning/${each}`)[0]
      : (pathSlip(mountPath, known) ?? ofScripts(mountPath, known));
    if (!wrong && meant === undefined) return [];
    const expected =
      meant === undefined ? `one of ${PROVISIONED.join(', ')} below /etc/grafana/provisioning` : quoted(meant);
    return [
      {
        object: container.template.owner,
        field: `${path}.mountPath`,
        expected: `${expected}, which ${name} reads`,
        received: quoted(mountPath),
      },
    ];
  });
}

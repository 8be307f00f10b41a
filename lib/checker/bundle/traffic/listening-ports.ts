import { entryOf } from '../../manifest/entry-of';
import { listItems } from '../../manifest/field-path';
import { stringAt, valueAt } from '../../manifest/manifest';
import type { Bundle, Container } from '../bundle';
import { commandLine } from '../containers/command-line';
import { ownVariables, takenVariables } from '../containers/container-environment';
import { imageReference } from '../containers/image-reference';
import { mountedFiles } from '../containers/mounted-files';

/** A port on which a program is told to listen. */
export interface ListeningPort {
  readonly port: number;
  /** The words that say so, without a value of a Secret. */
  readonly says: string;
}

/** Variables with the port of a program, as the frameworks of the web call them. */
const VARIABLE =
  /^(PORT|(HTTP|SERVER|APP|WEB|LISTEN|UVICORN|ROCKET|NITRO|NUXT|MICRONAUT_SERVER|QUARKUS_HTTP|STREAMLIT_SERVER|GRADIO_SERVER|FLASK_RUN|MB_JETTY|PGRST_SERVER|PGADMIN_LISTEN|HASURA_GRAPHQL_SERVER|GF_SERVER_HTTP|KC_HTTP|N8N|LD_SERVER|PAPERLESS)_PORT|GITEA__server__HTTP_PORT|ASPNETCORE_HTTP_PORTS)$/;
const ADDRESS_VARIABLE = /^((SERVER|LISTEN|BIND|HTTP|MEILI_HTTP|OAUTH2_PROXY_HTTP)_ADDR(ESS)?|ADDR|LISTEN)$/;
/** The name of another host: no address, and none of the names of the host itself. */
const OTHER_HOST = /^(?!localhost$|\$)[^:]*[a-z]/i;
const OPTION =
  /^--?(?:(?:http|https|web|server|secure|insecure)[.-])?(?:port|bind|listen|listen-address|bind-address|address|addr|http-address)$/;

/** The ports of images that are started as they are. */
const IMAGES: Readonly<Record<string, readonly number[]>> = {
  // The pages of the images on hub.docker.com.
  adminer: [8080],
  'axllent/mailpit': [1025, 8025],
  'getmeili/meilisearch': [7700],
  ghost: [2368],
  'gitea/gitea': [22, 3000],
  'grafana/grafana': [3000],
  httpd: [80],
  'jenkins/jenkins': [8080, 50000],
  'louislam/uptime-kuma': [3001],
  'mailhog/mailhog': [1025, 8025],
  mariadb: [3306, 33060],
  memcached: [11211],
  'metabase/metabase': [3000],
  mongo: [27017],
  mysql: [3306, 33060],
  'n8nio/n8n': [5678],
  nginx: [80],
  'nginxinc/nginx-unprivileged': [8080],
  postgres: [5432],
  redis: [6379],
};

/** The ports that the variables, the command line, a configuration of nginx or the image of a container name. */
export function listeningPorts(bundle: Bundle, container: Container): ListeningPort[] {
  const told = [...ofVariables(bundle, container), ...ofOptions(container), ...ofNginx(bundle, container)];
  return told.length > 0 ? told : ofImage(bundle, container);
}

function ofVariables(bundle: Bundle, container: Container): ListeningPort[] {
  const variables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  const values = new Map(variables.map(({ name, value }) => [name, value]));
  // The port of another host: HOST=postgres, PORT=5432.
  const isOfOther = (name: string) => OTHER_HOST.test(values.get(name.replace(/PORTS?$/, 'HOST')) ?? '');
  return variables.flatMap(({ name, value, secret }) => {
    const port =
      VARIABLE.test(name) && !isOfOther(name)
        ? /^(\d{2,5})$/.exec(value ?? '')
        : ADDRESS_VARIABLE.test(name)
          ? portOf(value ?? '')
          : null;
    return secret || !port ? [] : [{ port: Number(port[1]), says: `the variable ${name}` }];
  });
}

/** `:8080`, `0.0.0.0:8080`, `[::]:8080`. */
const portOf = (address: string) => /^(?:tcp:\/\/|http:\/\/)?(?:0\.0\.0\.0|\[::\]|\*)?:(\d{2,5})$/.exec(address);

function ofOptions(container: Container): ListeningPort[] {
  const line = commandLine(container).flatMap((word) => word.split(/\s+/));
  return line.flatMap((word, index) => {
    const [option = '', value = line[index + 1] ?? ''] = word.split('=', 2);
    const port = OPTION.test(option) ? (/^(\d{2,5})$/.exec(value) ?? portOf(value)) : null;
    return port ? [{ port: Number(port[1]), says: `the option ${option}` }] : [];
  });
}

function ofNginx(bundle: Bundle, container: Container): ListeningPort[] {
  if (!/nginx|openresty/.test(imageReference(container)?.repository ?? '')) return [];
  return mountedFiles(bundle, container).flatMap(({ files }) =>
    [...files].flatMap(([name, text = '']) =>
      [...text.matchAll(/^[^#\n]*\blisten\s+(?:[\d.*]+:|\[[:\d]*\]:)?(\d{2,5})\b(?!\.)/gm)].map(([, port]) => ({
        port: Number(port),
        says: `listen in ${name}`,
      })),
    ),
  );
}

/** An image with words or files of its own may do anything. */
function ofImage(bundle: Bundle, container: Container): ListeningPort[] {
  const image = (imageReference(container)?.repository ?? '').replace(/^(docker\.io\/)?(library\/)?/, '');
  const ports = entryOf(IMAGES, image) ?? [];
  const isPlain =
    commandLine(container).length === 0 &&
    valueAt(container.spec, 'envFrom') === undefined &&
    !listItems(container.spec, '', 'env').some(({ item }) => /PORT/.test(stringAt(item, 'name') ?? '')) &&
    mountedFiles(bundle, container).length === 0 &&
    !listItems(container.spec, '', 'volumeMounts').some(({ item }) =>
      /\/(etc|conf)/.test(stringAt(item, 'mountPath') ?? ''),
    );
  return isPlain ? ports.map((port) => ({ port, says: `the image ${image}` })) : [];
}

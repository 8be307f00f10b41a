import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { imageName } from '../../bundle/containers/image-users';
import { settings } from '../../bundle/containers/settings';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { urlsIn } from '../../bundle/traffic/urls';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { identity } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const MODEL = /(^|[_.-])model([_.-]?(name|id))?$/i;
const ADDRESS = /(URL|ENDPOINT|HOST|API_?BASE|BASE_?URI)$/i;

/** A client of a server of models asks for a model by the name of the server. */
export const servedModels: Rule = {
  id: 'served-models',
  answer: 'broken',
  why: 'a server answers 404 to the name of a model that it does not serve, though the files are the same',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[MODEL].value: expected "qwen", which Deployment default/llm serves, received "Qwen/Qwen2.5" [served-models]',
  about: ['vllm', 'sglang'],
  check: (bundle) => {
    const servers = bundle.containers.filter(
      (each) => !each.init && /(^|\/)vllm(-openai|-cpu)?$|sglang/.test(imageName(each)),
    );
    return servers.length === 0 ? [] : bundle.containers.flatMap((container) => unknown(bundle, container, servers));
  },
};

/** https://docs.vllm.ai/en/latest/cli/serve.html: without --served-model-name, the name is the value of --model. */
function namesOf(container: Container): readonly string[] {
  const line = commandLine(container).flatMap((word) => (word.startsWith('--') ? word.split(/[=\s]+/) : word));
  const after = (option: string) => {
    const at = line.indexOf(option);
    const values = at === -1 ? [] : line.slice(at + 1);
    const end = values.findIndex((word) => word.startsWith('-'));
    return values.slice(0, end === -1 ? values.length : end);
  };
  const served = after('--served-model-name');
  return served.length > 0 ? served : [...after('--model'), ...after('serve')].slice(0, 1);
}

function unknown(bundle: Bundle, container: Container, servers: readonly Container[]): Finding[] {
  if (servers.includes(container) || container.init) return [];
  const all = settings(bundle, container);
  const models = all.filter(({ name, value, secret }) => MODEL.test(name) && !secret && /^[\w./:-]+$/.test(value));
  const [model, ...others] = models;
  if (model === undefined || others.length > 0) return [];
  const hosts = all
    .filter(({ name, value }) => ADDRESS.test(name) && value.includes('://'))
    .flatMap(({ value }) => urlsIn(value).flatMap(({ hosts }) => hosts.map(({ name }) => name)));
  const asked = hosts.flatMap((host) => {
    const service = ClusterDns.of(bundle).answer(host, container.template.namespace)?.service;
    return service === undefined ? [] : podsBehind(bundle, service).flatMap(({ containers }) => containers);
  });
  const found = servers.filter((server) => asked.includes(server));
  const names = found.flatMap(namesOf);
  const [server] = found;
  // Adapters have names of their own.
  if (server === undefined || names.length === 0 || names.includes(model.value) || /[$]/.test(names.join())) return [];
  if (found.some((each) => commandLine(each).join(' ').includes('--lora-modules'))) return [];
  const expected = `${names.map(quoted).join(' or ')}, which ${identity(server.template.owner)} serves`;
  return [{ object: model.object, field: model.field, expected, received: quoted(model.value) }];
}

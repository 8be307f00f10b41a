import type { Bundle, Container } from '../../bundle/bundle';
import { collectorListeners } from '../../bundle/containers/collector-listeners';
import { commandLine } from '../../bundle/containers/command-line';
import { imageReference, imageWord } from '../../bundle/containers/image-reference';
import { loopbackListeners } from '../../bundle/containers/loopback-listeners';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { type Setting, setting, settingsNamed } from '../../bundle/containers/settings';
import { askedPorts } from '../../bundle/traffic/asked-ports';
import { numberOf } from '../../bundle/traffic/probed-ports';
import { servedPorts } from '../../bundle/traffic/served-ports';
import { entryPath, valuesAt } from '../../manifest/field-path';
import { entriesAt, listAt, numberAt, valueAt } from '../../manifest/manifest';
import { yamlValue } from '../../manifest/yaml-value';
import { type Finding, quoted, type Rule } from '../../rule';

/** A program listens for those who ask: the kubelet, the clients of a Service, the other members of its cluster. */
export const listensBeyondLoopback: Rule = {
  id: 'listens-beyond-loopback',
  answer: 'risk',
  why: 'a program that listens on 127.0.0.1 answers its own pod alone: probes and clients of the Service are refused',
  example:
    'Deployment default/api: spec.template.spec.containers[api].args: expected 0.0.0.0 for bind: a probe or a Service asks for port 8000 of the pod, received "127.0.0.1:8000" [listens-beyond-loopback]',
  check: (bundle) =>
    bundle.containers
      .filter(({ init, template }) => !init && valueAt(template.spec, 'hostNetwork') !== true)
      .flatMap((container) => {
        const asked = askedOf(bundle, container);
        if (asked.size === 0) return [];
        const known = loopbackListeners(bundle, container);
        const told = [
          ...toldAddresses(bundle, container),
          ...besidePorts(bundle, container),
          ...listeners(bundle, container),
          ...silentBroker(bundle, container),
          ...collectorListeners(bundle, container),
        ].filter(
          ({ setting }) =>
            !known.some((other) => other.setting?.field === setting.field && other.setting.value === setting.value),
        );
        return [...known, ...told]
          .filter(({ port, setting }) => asked.has(port) || isForPeers(container, setting))
          .map(({ port, setting, remedy }): Finding => {
            const last = listAt(container.spec, 'args').length > 0 ? 'args' : 'command';
            return {
              object: setting?.object ?? container.template.owner,
              field: setting?.field ?? `${container.path}.${last}`,
              expected: `${remedy}: a probe or a Service asks for port ${port} of the pod`,
              received: setting?.secret
                ? 'another address'
                : setting
                  ? quoted(setting.value)
                  : 'no address, which means 127.0.0.1',
            };
          });
      }),
};

/** The ports of a container at which a probe without a host asks, or to which a Service leads. */
function askedOf(bundle: Bundle, container: Container): ReadonlySet<number> {
  const { spec, template } = container;
  const probed = askedPorts(withoutHosts(spec)).flatMap((port) => numberOf(spec, port) ?? []);
  return new Set([...probed, ...(servedPorts(bundle).get(template) ?? [])]);
}

/** A probe with a host may ask the node, or the pod itself. */
function withoutHosts(spec: Container['spec']): Container['spec'] {
  if (typeof spec !== 'object' || spec === null) return spec;
  return Object.fromEntries(
    Object.entries(spec).filter(([, probe]) =>
      ['httpGet', 'tcpSocket'].every((handler) => valueAt(probe, handler, 'host') === undefined),
    ),
  );
}

/** URLs at which a program of .NET listens: https://learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/endpoints */
const OWN_URL = /^((ASPNETCORE|DOTNET)_URLS|urls|Kestrel(__|:|\.)Endpoints(__|:|\.)\w+(__|:|\.)Url)$/i;
const NAME = new RegExp(`listen|bind|(^|[._-])addr(ess)?$|${OWN_URL.source}`, 'i');
const ADDRESS = /^(?:\w+:\/\/)?(?:127\.0\.0\.1|localhost|\[::1\]):(\d{2,5})$/;
/** The same on a line with other words: nginx and HAProxy write the address first, Mosquitto the port. */
const LINE = /^(?:(?:127\.0\.0\.1|localhost|\[::1\]):(\d{2,5})\s+\S.*|(\d{2,5})\s+(?:127\.0\.0\.1|localhost|::1))$/;
const OF_LINE = /^(listen|Listen|bind|listener)$/;

/** Addresses of any program, in settings that speak of listening. A URL of another name is an address of others. */
function toldAddresses(bundle: Bundle, container: Container) {
  const neighbours = container.template.containers.filter((other) => other !== container);
  const isOfNeighbour = (number: number) =>
    !declares(container, number) && neighbours.some((other) => declares(other, number));
  return (settingsNamed(bundle, NAME).get(container) ?? []).flatMap((setting) => {
    const [, first, last] =
      ADDRESS.exec(setting.value) ?? ((OF_LINE.test(setting.name) && LINE.exec(setting.value)) || []);
    const port = first ?? last;
    const isOther = setting.value.includes('://') && !/listen|bind/i.test(setting.name) && !OWN_URL.test(setting.name);
    if (port === undefined || isOther || /upstream|advertise|remote|backend/i.test(setting.name)) return [];
    if (isOfNeighbour(Number(port))) return [];
    // Another line may open the port to everybody.
    const open = new RegExp(`^(\\S*[:*\\]])?${port}(\\s|$)`);
    if (last !== undefined || OF_LINE.test(setting.name)) {
      const all = settingsNamed(bundle, NAME).get(container) ?? [];
      if (
        all.some(
          ({ name, value }) => OF_LINE.test(name) && open.test(value) && !/127\.0\.0\.1|localhost|::1\b/.test(value),
        )
      )
        return [];
    }
    return [{ port: Number(port), setting, remedy: `0.0.0.0:${port}` }];
  });
}

/** An address whose port is a setting of its own: `server.host` and `server.port`. */
const BESIDE =
  /^(|(?:.*[._-])?(?=bind|listen)|(?:(?:http|server|app|web|api|service|grpc|metrics|management)[._-])+)(?:(?:bind|listen)[._-]?)?(?:host|addr(?:ess)?|ip)$/i;

function besidePorts(bundle: Bundle, container: Container) {
  return (settingsNamed(bundle, BESIDE).get(container) ?? []).flatMap((found) => {
    const [, prefix = ''] = BESIDE.exec(found.name) ?? [];
    const port = LOOPBACK.test(found.value)
      ? Number(
          setting(bundle, container, [`${prefix}port`, `${prefix}listen.port`, `${prefix}bind.port`])?.value ??
            Number.NaN,
        )
      : Number.NaN;
    return declares(container, port) ? [{ port, setting: found, remedy: `0.0.0.0 for ${found.name}` }] : [];
  });
}

/** The address of a listener, in a list of listeners with a port each. */
const LISTENER = /^(bind[_-]?addr(ess(es)?)?|bind|listen([_-]?addr(ess)?)?|addr(ess)?|host)$/i;
const LOOPBACK = /^(127(\.\d+){3}|localhost|::1|\[::1\])$/;

/** The listeners of files of YAML that answer the own pod alone. */
function listeners(bundle: Bundle, container: Container) {
  const files = mountedFiles(bundle, container).flatMap(({ made, files }) =>
    [...files].map(([name, text = '']) => ({ made, name, text })),
  );
  return files
    .filter(({ name, text }) => /\.(ya?ml|json)$/.test(name) && /127\.0\.0\.1|localhost|::1/.test(text))
    .flatMap(({ made, name, text }) =>
      valuesAt(yamlValue(text), 'listeners[]').flatMap(({ value: listener }) => {
        const port = Number(valueAt(listener, 'port') ?? Number.NaN);
        const told = entriesAt(listener).filter(([key]) => LISTENER.test(key));
        const addresses = told.flatMap(([, value]) => (Array.isArray(value) ? value : [value])).map(String);
        const [[key = ''] = []] = told;
        if (!(port > 0) || addresses.length === 0 || !addresses.every((each) => LOOPBACK.test(each))) return [];
        const field = entryPath('data', name);
        const setting: Setting = { name: key, value: addresses.join(', '), object: made, field, secret: false };
        return [{ port, setting, remedy: `0.0.0.0 for ${key}` }];
      }),
    );
}

/** https://mosquitto.org/documentation/migrating-to-2-0/: without a listener, a broker since 2.0 answers its own pod alone. */
function silentBroker(bundle: Bundle, container: Container) {
  if (imageWord(container) !== 'eclipse-mosquitto' || /^1\./.test(imageReference(container)?.tag ?? '')) return [];
  const files = mountedFiles(bundle, container).flatMap(({ made, files: all }) =>
    [...all].map(([name, text]) => ({ made, name, text })),
  );
  const main = files.find(({ name }) => name === 'mosquitto.conf');
  const isTold = files.some(({ text }) => text === undefined || /^[ \t]*(listener|port|include_dir)\b/m.test(text));
  if (main === undefined || isTold || commandLine(container).some((word) => /^-(p|-port|c)/.test(word))) return [];
  const field = entryPath('data', main.name);
  const setting: Setting = { name: 'listener', value: 'no listener', object: main.made, field, secret: false };
  return [{ port: 1883, setting, remedy: 'listener 1883' }];
}

const declares = ({ spec }: Container, port: number): boolean =>
  listAt(spec, 'ports').some((each) => numberAt(each, 'containerPort') === port);

/** The other members of a cluster ask at the address for peers. */
const isForPeers = ({ template: { owner } }: Container, setting: Setting | undefined): boolean =>
  /peer/i.test(setting?.name ?? '') && (numberAt(owner, 'spec', 'replicas') ?? 1) > 1;

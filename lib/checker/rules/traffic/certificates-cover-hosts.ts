import type { Bundle } from '../../bundle/bundle';
import { certifies } from '../../bundle/traffic/host-patterns';
import { identity, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** A host that somebody serves with a certificate. */
interface ServedHost {
  readonly server: Manifest;
  readonly host: string;
  /** `namespace/name` of the Secret, or of the Certificate. */
  readonly secret?: string;
  readonly certificate?: string;
}

/** A Certificate is for the hosts of the Ingresses, Gateways and webhooks that serve the Certificate. */
export const certificatesCoverHosts: Rule = {
  id: 'certificates-cover-hosts',
  answer: 'broken',
  why: 'clients end the connection to a host that its certificate does not name, and the API server the connection to a webhook',
  example:
    'Certificate web/web: spec.dnsNames: expected "www.example.com" among them, since Ingress web/web serves that host, received ["example.com"] [certificates-cover-hosts]',
  about: ['dnsNames'],
  check: (bundle) => {
    const served = [...ofIngresses(bundle), ...ofGateways(bundle), ...ofWebhooks(bundle)];
    return bundle.ofKind('Certificate').flatMap((object) => {
      const names = listAt(object, 'spec', 'dnsNames').map(String);
      const own = `${namespaceOf(object)}/${object.metadata.name}`;
      const secret = `${namespaceOf(object)}/${stringAt(object, 'spec', 'secretName')}`;
      // A webhook may name the Certificate of its signer.
      const signs = valueAt(object, 'spec', 'isCA') === true;
      const others = [...names, stringAt(object, 'spec', 'commonName') ?? ''];
      const missing = served
        .filter((each) => each.secret === secret || (each.certificate === own && !signs))
        // A wildcard of a listener is for the hosts of its routes: some of them are enough.
        .filter(({ host }) => !others.some((name) => certifies(name, host) || certifies(host, name)));
      return names.length === 0
        ? []
        : missing.map(({ server, host }) => ({
            object,
            field: 'spec.dnsNames',
            expected: `${JSON.stringify(host)} among them, since ${identity(server)} serves that host`,
            received: quoted(names),
          }));
    });
  },
};

function ofIngresses(bundle: Bundle): ServedHost[] {
  return bundle.ofKind('Ingress').flatMap((server) =>
    listAt(server, 'spec', 'tls').flatMap((entry) => {
      const secret = `${namespaceOf(server)}/${stringAt(entry, 'secretName')}`;
      const hosts = listAt(entry, 'hosts').length > 0 ? listAt(entry, 'hosts') : hostsOf(server);
      return hosts.flatMap((host) => (typeof host === 'string' && host !== '' ? [{ server, host, secret }] : []));
    }),
  );
}

const hostsOf = (ingress: Manifest) => listAt(ingress, 'spec', 'rules').map((rule) => stringAt(rule, 'host') ?? '');

/** A listener with several certificates chooses one by the host. */
function ofGateways(bundle: Bundle): ServedHost[] {
  return ['Gateway', 'ListenerSet']
    .flatMap((kind) => bundle.ofKind(kind))
    .flatMap((server) =>
      listAt(server, 'spec', 'listeners').flatMap((listener) => {
        const [certificate, ...more] = listAt(listener, 'tls', 'certificateRefs');
        const host = stringAt(listener, 'hostname');
        if (certificate === undefined || more.length > 0 || !host) return [];
        const namespace = stringAt(certificate, 'namespace') ?? namespaceOf(server);
        return [{ server, host, secret: `${namespace}/${stringAt(certificate, 'name')}` }];
      }),
    );
}

/** The API server calls a webhook by the name of its Service. */
function ofWebhooks(bundle: Bundle): ServedHost[] {
  return ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']
    .flatMap((kind) => bundle.ofKind(kind))
    .flatMap((server) => {
      const certificate = stringAt(server, 'metadata', 'annotations', 'cert-manager.io/inject-ca-from');
      if (certificate === undefined) return [];
      return listAt(server, 'webhooks').flatMap((webhook) => {
        const name = stringAt(webhook, 'clientConfig', 'service', 'name');
        const namespace = stringAt(webhook, 'clientConfig', 'service', 'namespace');
        return name && namespace ? [{ server, host: `${name}.${namespace}.svc`, certificate }] : [];
      });
    });
}

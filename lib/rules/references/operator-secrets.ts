import type { Bundle } from '../bundle';
import { fields, items, type Manifest, namespaceOf, text } from '../manifest';

/** The Secrets that operators make of objects: cert-manager, External Secrets, Sealed Secrets. */
const MADE_OF: Readonly<Record<string, (object: Manifest) => readonly (string | undefined)[]>> = {
  Certificate: (certificate) => [text(certificate, 'spec', 'secretName')],
  ExternalSecret: (external) => [text(external, 'spec', 'target', 'name') ?? external.metadata.name],
  // https://cert-manager.io/docs/usage/ingress/: the annotation makes a Certificate of each entry of `tls`.
  Ingress: (ingress) =>
    fields(ingress, 'metadata', 'annotations').some(([key]) => /^cert-manager\.io\/(cluster-)?issuer$/.test(key))
      ? items(ingress, 'spec', 'tls').map((entry) => text(entry, 'secretName'))
      : [],
  SealedSecret: (sealed) => [sealed.metadata.name],
};

/** Secrets without a manifest of their own, whose keys nobody here knows. */
export function operatorSecrets(bundle: Bundle): { readonly namespace: string; readonly name: string }[] {
  return Object.entries(MADE_OF).flatMap(([kind, secretsOf]) =>
    bundle
      .ofKind(kind)
      .flatMap((object) =>
        secretsOf(object).flatMap((name) => (name === undefined ? [] : [{ namespace: namespaceOf(object), name }])),
      ),
  );
}

import { Bundle } from '../../../lib/checker/bundle/bundle';
import { parse } from '../rules/judge';

export const GROUPS: Readonly<Record<string, string>> = {
  ExternalSecret: 'external-secrets.io/',
  SealedSecret: 'bitnami.com/',
};

export const object = (kind: string, spec: string, more = ''): string => `
---
apiVersion: ${GROUPS[kind] ?? ''}v1
kind: ${kind}
metadata: { name: db-secret, namespace: api ${more} }
spec: ${spec}`;

/** The keys that pods find in the Secret db-secret; undefined if no manifest tells. */
export function keys(yaml: string): string[] | undefined {
  const known = new Bundle(parse(yaml)).secretKeys('api', 'db-secret');
  return known && [...known];
}

export const DATA = 'data: [{ secretKey: password, remoteRef: { key: shop } }]';

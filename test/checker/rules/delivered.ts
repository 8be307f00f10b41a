import { Bundle } from '../../../lib/checker/bundle/bundle';
import type { Manifest } from '../../../lib/checker/manifest/manifest';
import { rememberFile } from '../../../lib/checker/manifest/origin';
import type { Rule } from '../../../lib/checker/rule';
import { sentence, verdictOf } from '../../../lib/checker/verdict';
import { parse } from './judge';

/** The texts of files, by path. */
export type Texts = Readonly<Record<string, string>>;

function manifestsOf(texts: Texts): Manifest[] {
  return Object.entries(texts).flatMap(([file, text]) => {
    const manifests = parse(text);
    for (const manifest of manifests) rememberFile(manifest, file);
    return manifests;
  });
}

/** What one rule says of manifests in files. */
export function judgeFiles(rule: Rule, texts: Texts, before?: Texts): string[] {
  const bundle = new Bundle(manifestsOf(texts), undefined, before && manifestsOf(before));
  return verdictOf(bundle, [], [rule]).findings.map(sentence);
}

export const application = (spec: string, metadata = 'name: shop-api'): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { namespace: argocd, finalizers: [resources-finalizer.argocd.argoproj.io], ${metadata} }
spec:
  project: shop
  destination: { server: https://kubernetes.default.svc, namespace: shop }
  source: { repoURL: https://git.example.com/shop, path: dist/live, ${spec} }`;

export const api = `
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: api, namespace: shop } }
---
{ apiVersion: v1, kind: Service, metadata: { name: api, namespace: shop } }`;

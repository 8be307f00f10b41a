import type { Rule } from '../../../../lib/checker/rule';
import { judge } from '../judge';

/** One object from what follows its metadata. */
export const object = (kind: string, apiVersion: string, rest: string, name = 'api'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name} }\n${rest}\n`;

export const service = (spec: string): string => object('Service', 'v1', `spec: { ${spec} }`);

export const configMap = (rest: string): string => object('ConfigMap', 'v1', rest);

export const secret = (rest: string): string => object('Secret', 'v1', rest);

export const networkPolicy = (spec: string): string =>
  object('NetworkPolicy', 'networking.k8s.io/v1', `spec: { ${spec} }`);

export const pod = (spec: string): string => object('Pod', 'v1', `spec: { ${spec} }`);

export const container = (rest: string): string => pod(`containers: [{ name: api, image: api:1, ${rest} }]`);

export const deployment = (spec: string): string =>
  object(
    'Deployment',
    'apps/v1',
    `spec:
  ${spec}
  selector: { matchLabels: { app: api } }
  template: { metadata: { labels: { app: api } }, spec: { containers: [{ name: api, image: api:1 }] } }`,
  );

/** The field, and what a rule says of it, without the object before and the rule behind. */
export const said = (rule: Rule, yaml: string, declared = {}): string[] =>
  judge(rule, yaml, declared).map((line) => line.replace(/^\S+ \S+: /, '').replace(/ \[[\w-]+\]$/, ''));

import { describe, expect, test } from '@jest/globals';
import { audiencesAgree } from '../../../../lib/checker/rules/security/audiences-agree';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('audiences-agree', () => {
  const token = (audience: string, index = '') =>
    `{ name: token${index}, projected: { sources: [{ serviceAccountToken: { path: t, audience: "${audience}" } }] } }`;
  const api = (volumes: string, url = 'http://ledger') =>
    deployment(`{ name: api, env: [{ name: LEDGER_URL, value: "${url}" }] }`).replace(
      'containers:',
      `volumes: [${volumes}], containers:`,
    );
  const ledger = (variable = 'TOKEN_AUDIENCE', value = 'ledger', name = 'ledger') =>
    object('Service', name, `selector: { app: ${name} }, ports: [{ port: 80 }]`) +
    object(
      'Deployment',
      name,
      `template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: l, env: [{ name: ${variable}, value: "${value}" }] }] } }`,
    );
  const said = (yaml: string) => judge(audiencesAgree, yaml);

  test('finds a token for another server', () => {
    expect(said(api(token('api')) + ledger())).toEqual([audiencesAgree.example]);
    expect(said(api(token('ledger')) + ledger())).toEqual([]);
    expect(said(api(token('api')) + ledger('TOKEN_AUDIENCES', 'api, ledger'))).toEqual([]);
  });

  test('a token for a cloud, another server and several tokens say nothing', () => {
    expect(said(api(token('sts.amazonaws.com')) + ledger())).toEqual([]);
    expect(said(api(token('')) + ledger())).toEqual([]);
    expect(said(api(token('api'), 'http://other') + ledger())).toEqual([]);
    expect(said(api(token('api')) + ledger('LEVEL'))).toEqual([]);
    expect(said(api(`${token('api')}, ${token('web', '2')}`) + ledger())).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { optionalKeysExist } from '../../../../lib/checker/rules/references/optional-keys-exist';
import { judge } from '../judge';
import { object } from '../object';
import { container, deployment } from './objects';

describe('optional-keys-exist', () => {
  const mail = (key: string) =>
    deployment(
      'mail',
      container(`env: [{ name: FROM, valueFrom: { configMapKeyRef: { name: mail, key: ${key}, optional: true } } }]`),
    );
  const config = (data: string) => object('ConfigMap', 'mail', `data: { ${data} }`);

  test('a missing optional key beside a near one that nobody reads is a mistake', () => {
    expect(judge(optionalKeysExist, mail('from-address') + config('from: a'))).toEqual([
      optionalKeysExist.example.replace('[mail]', '[api]'),
    ]);
    expect(judge(optionalKeysExist, mail('from') + config('from: a'))).toEqual([]);
  });

  test('a missing optional object beside one of a kindred name that nobody names is a mistake', () => {
    const pod = (name: string, optional = 'true') =>
      deployment('mail', container(`envFrom: [{ secretRef: { name: ${name}, optional: ${optional} } }]`));
    const secret = (name: string) => object('Secret', name, 'stringData: { A: b }');
    expect(judge(optionalKeysExist, pod('shop-mail') + secret('shop-smtp'))).toEqual([
      'Deployment default/mail: spec.template.spec.containers[api].envFrom[0].secretRef.name: expected a Secret in namespace default (nothing names shop-smtp), received "shop-mail"; did you mean "shop-smtp"? [optional-keys-exist]',
    ]);
    expect(judge(optionalKeysExist, pod('shop-mail', 'false') + secret('shop-smtp'))).toEqual([]);
    expect(judge(optionalKeysExist, pod('shop-mail') + secret('shop-mail') + secret('shop-smtp'))).toEqual([]);
    expect(judge(optionalKeysExist, pod('shop-mail') + secret('shop-smtp') + secret('shop-sms'))).toEqual([]);
    expect(judge(optionalKeysExist, pod('tracing') + secret('shop-smtp'))).toEqual([]);
    const volume = deployment(
      'mail',
      `${container('image: a')}, volumes: [{ name: c, configMap: { name: mail-conf, optional: true } }]`,
    );
    expect(judge(optionalKeysExist, volume + object('ConfigMap', 'mail-config', 'data: { a: b }'))).toHaveLength(1);
  });

  test('an optional key may be missing', () => {
    expect(judge(optionalKeysExist, mail('reply-to') + config('host: a, port: b'))).toEqual([]);
  });
});

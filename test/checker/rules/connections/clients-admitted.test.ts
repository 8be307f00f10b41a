import { describe, expect, test } from '@jest/globals';
import { clientsAdmitted } from '../../../../lib/checker/rules/connections/clients-admitted';
import { judge } from '../judge';
import { deployment } from '../pods';
import { configMap, object } from '../workloads';

describe('clients-admitted', () => {
  const server = (image: string, container = '') =>
    object(
      'StatefulSet',
      'db',
      `template: { metadata: { labels: { app: db } }, spec: { volumes: [{ name: c, configMap: { name: init } }], containers: [{ name: db, image: "${image}", volumeMounts: [{ name: c, mountPath: /etc/db }] ${container} }] } }`,
    );
  const service = object('Service', 'db', 'selector: { app: db }, ports: [{ port: 3306 }]');
  const init = (script: string, file = 'init.sql') => configMap('init', `${file}: ${JSON.stringify(script)}`);
  const client = (url: string) => deployment(`{ name: api, env: [{ name: DATABASE_URL, value: "${url}" }] }`);
  const report = client('mysql://report:pw@db:3306/shop');
  const mysql = (script: string, more = report, container?: string) =>
    judge(clientsAdmitted, more + server('mysql:8.4', container) + service + init(script));
  const LOCAL = "CREATE USER 'report'@'localhost' IDENTIFIED BY 'pw';";
  const ALL = "CREATE USER IF NOT EXISTS report@'%' IDENTIFIED BY 'pw';";

  test('finds an account for localhost', () => {
    expect(mysql(LOCAL)).toEqual([clientsAdmitted.example]);
    expect(mysql("CREATE USER 'report'@'127.0.0.1' IDENTIFIED BY 'pw';")).toHaveLength(1);
    expect(mysql(`${LOCAL} ${ALL}`)).toEqual([]);
    expect(mysql("CREATE USER 'report' IDENTIFIED BY 'pw';")).toEqual([]);
    expect(mysql(`-- ${LOCAL}\n`)).toEqual([]);
    expect(mysql(LOCAL, client('mysql://app:pw@db:3306/shop'))).toEqual([]);
    expect(
      mysql(LOCAL, report, ', env: [{ name: MYSQL_USER, value: report }, { name: MYSQL_PASSWORD, value: pw }]'),
    ).toEqual([]);
    expect(judge(clientsAdmitted, report + server('postgres:16') + service + init(LOCAL))).toEqual([]);
  });

  test('finds a database without a right', () => {
    const grant = (on: string) => `${ALL} GRANT SELECT, INSERT ON ${on} TO 'report'@'%';`;
    expect(mysql(grant('crm.*'))).toEqual([
      'Deployment default/api: spec.template.spec.containers[api].env[DATABASE_URL].value: expected a database on which report has a right (crm), received another one [clients-admitted]',
    ]);
    expect(mysql(grant('`shop`.*'))).toEqual([]);
    expect(mysql(grant('*.*'))).toEqual([]);
    expect(mysql(grant('`sh%`.*'))).toEqual([]);
    expect(mysql(ALL)).toEqual([]);
    expect(mysql(grant('crm.*'), client('mysql://report:pw@db:3306/'))).toEqual([]);
  });

  test('finds a server that admits its own pod alone', () => {
    const hba = (lines: string, more = service, file = 'pg_hba.conf') =>
      judge(clientsAdmitted, server('postgres:16') + more + init(lines, file));
    expect(hba('local all all trust\nhost all all 127.0.0.1/32 trust\n')).toEqual([
      'ConfigMap default/init: data[pg_hba.conf]: expected a line for the addresses of other pods, such as host all all all scram-sha-256, received lines of the own pod alone [clients-admitted]',
    ]);
    expect(hba('local all all trust\n')).toHaveLength(1);
    expect(hba('host all all 127.0.0.1/32 trust\nhostssl all all 10.0.0.0/8 scram-sha-256\n')).toEqual([]);
    expect(hba('local all all trust\ninclude more.conf\n')).toEqual([]);
    expect(hba('local all all trust\n', '')).toEqual([]);
    expect(hba('local all all trust\n', service, 'notes.txt')).toEqual([]);
    expect(hba('# nothing\n')).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { memberListsAgree } from '../../../../lib/checker/rules/availability/member-lists-agree';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('member-lists-agree', () => {
  const set = (args: string, replicas = 3) =>
    object(
      'StatefulSet',
      'db',
      `replicas: ${replicas}, template: { spec: { containers: [{ name: db, image: "etcd:3.5", args: [${args}] }] } }`,
    );
  const etcd = (...ports: string[]) =>
    `"--initial-cluster=${ports.map((port, index) => `db-${index}=http://db-${index}.db.kv:${port}`).join()}"`;
  const list = (text: string) => judge(memberListsAgree, configMap('conf', `servers: ${JSON.stringify(text)}`));

  test('finds a member with another port', () => {
    expect(judge(memberListsAgree, set(etcd('2380', '2380', '2379')))).toEqual([memberListsAgree.example]);
    expect(list('kafka-0.kafka:9092,kafka-1.kafka:9093,kafka-2.kafka:9092')).toHaveLength(1);
    expect(list('zk-0.zk:2888:3888 zk-1.zk:2888 zk-2.zk:2888:3888')).toHaveLength(1);
  });

  test('finds a member with another scheme, or without a port', () => {
    expect(list('http://a-0.a:80,https://a-1.a:80,http://a-2.a:80')).toEqual([
      'ConfigMap default/conf: data.servers: expected http:// for a-1, as for the other pods of the list, received "https://" [member-lists-agree]',
    ]);
    expect(list('a-0.a:80,a-1.a:80,a-2.a')[0]).toContain('received no port');
  });

  test('finds a member that stands twice, and one that is missing', () => {
    expect(list('a-0.a:80,a-1.a:80,a-1.a:80')[0]).toContain(
      'expected each pod of a once, with a-2, received a-1 twice',
    );
    expect(judge(memberListsAgree, set(etcd('2380', '2380')))).toEqual([
      'StatefulSet default/db: spec.template.spec.containers[db].args: expected all 3 pods, with db-2, received 2 of them [member-lists-agree]',
    ]);
    expect(judge(memberListsAgree, set(etcd('2380', '2380'), 2))).toEqual([]);
    expect(judge(memberListsAgree, set('"--initial-cluster=old-0=http://old-0.old:2380"'))).toEqual([]);
  });

  test('finds a list with another port than the one that is advertised', () => {
    const own = (port: number) =>
      `${etcd('2379', '2379', '2379')}, "--initial-advertise-peer-urls=http://$(POD).db:${port}"`;
    expect(judge(memberListsAgree, set(own(2380)))[0]).toContain('expected port 2380');
    expect(judge(memberListsAgree, set(own(2379)))).toEqual([]);
  });

  test.each([
    ['equal members', 'a-0.a:80,a-1.a:80,a-2.a:80'],
    ['one scheme for all', 'mongodb://u@a-0.a:80,a-1.a:80,a-2.a:80/db'],
    ['two members, of which either may be right', 'a-0.a:80,a-1.a:81'],
    ['two ports for two purposes', 'a-0.a:80 a-0.a:81 a-1.a:80'],
    ['members of two sets', 'a-0.a:80,a-1.a:80,b-0.b:81'],
    ['as many of one kind as of the other', 'a-0.a:80,a-1.a:80,a-2.a:81,a-3.a:81'],
    ['lines of their own', 'a-0.a:80\na-1.a:80\na-2.a:81'],
    ['requests to some pods', 'curl a-0.a:80/x a-0.a:80/y a-1.a:80'],
    ['a comment', '# a-0.a:80,a-1.a:80,a-2.a:81'],
    ['versions', 'a-1.2 a-1.3 a-1.4'],
  ])('accepts %s', (_, text) => {
    expect(list(text)).toEqual([]);
  });
});

import type { Bundle } from '../../bundle/bundle';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { runs } from '../../bundle/workloads/members';
import { entryPath } from '../../manifest/field-path';
import type { Manifest } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A line of an ACL of Mosquitto: https://mosquitto.org/man/mosquitto-conf-5.html */
interface Permission {
  /** Undefined for a pattern, which holds for everybody. */
  readonly user: string | undefined;
  readonly access: string;
  readonly topic: string;
}

interface Acl {
  readonly object: Manifest;
  readonly field: string;
  readonly permissions: readonly Permission[];
}

/** A broker lets a client read what it subscribes to, and somebody write what others read. */
export const mqttTopicsAllowed: Rule = {
  id: 'mqtt-topics-allowed',
  answer: 'risk',
  why: 'a broker drops what its list of permissions does not allow, and tells no client: no message ever arrives',
  example:
    'ConfigMap default/mqtt: data.acl: expected a permission to write below sensors/#, which others read, received none [mqtt-topics-allowed]',
  about: ['mosquitto'],
  check: (bundle) => {
    const found = acls(bundle);
    const [acl] = found;
    if (acl === undefined) return [];
    return [...found.flatMap(unwritten), ...(found.length === 1 ? unread(bundle, acl) : [])];
  },
};

function acls(bundle: Bundle): Acl[] {
  const all = bundle.containers
    .filter((each) => !each.init && runs(each, /^(eclipse-)?mosquitto$/))
    // A bridge writes without a permission.
    .filter(
      (each) =>
        !mountedFiles(bundle, each).some(({ files }) =>
          [...files.values()].some((text) => /^\s*connection\s/m.test(text ?? '')),
        ),
    )
    .flatMap((container) =>
      mountedFiles(bundle, container).flatMap(({ made, files }) =>
        [...files].flatMap(([name, text = '']): Acl[] =>
          /\.conf$/.test(name) || !/^\s*(topic|pattern)\s/m.test(text)
            ? []
            : [{ object: made, field: entryPath('data', name), permissions: permissionsOf(text) }],
        ),
      ),
    );
  return [...new Map(all.map((each) => [`${each.object.metadata.name} ${each.field}`, each])).values()];
}

function permissionsOf(text: string): Permission[] {
  let user: string | undefined = '';
  return text.split('\n').flatMap((line): Permission[] => {
    const [, word, access = 'readwrite', topic = ''] =
      /^\s*(user|topic|pattern)\s+(?:(read|write|readwrite|deny)\s+)?(\S.*?)\s*$/.exec(line) ?? [];
    if (word === 'user') user = topic;
    return word === 'topic' || word === 'pattern'
      ? [{ user: word === 'pattern' ? undefined : user, access, topic }]
      : [];
  });
}

const mayRead = ({ access }: Permission): boolean => /^read/.test(access);
const mayWrite = ({ access }: Permission): boolean => /write$/.test(access);

/** Topics of the broker itself have no other writer, and a device that writes may read what a person sends. */
function unwritten({ object, field, permissions }: Acl): Finding[] {
  const writers = permissions.filter(mayWrite);
  const stray = permissions.find(
    (each) =>
      mayRead(each) &&
      !/^\$/.test(each.topic) &&
      !writers.some(({ user, topic }) => user === each.user || overlap(topic, each.topic)),
  );
  const readers = permissions.filter((each) => mayRead(each) && !mayWrite(each));
  if (stray === undefined || readers.length < 1 || (writers.length > 0 && readers.length === 1)) return [];
  return [
    { object, field, expected: `a permission to write below ${stray.topic}, which others read`, received: 'none' },
  ];
}

/** https://github.com/influxdata/telegraf/tree/master/plugins/inputs/mqtt_consumer */
function unread(bundle: Bundle, { permissions }: Acl): Finding[] {
  return bundle.containers
    .filter((each) => !each.init && runs(each, /^telegraf$/))
    .flatMap((container) =>
      mountedFiles(bundle, container).flatMap(({ made, files }) =>
        [...files].flatMap(([name, text = '']) =>
          text
            .replace(/^\s*#.*$/gm, '')
            .split(/^\s*(?=\[)/m)
            .filter((part) => part.startsWith('[[inputs.mqtt_consumer]]'))
            .flatMap((part): Finding[] => {
              const [, user] = /^\s*username\s*=\s*"([^"$]+)"/m.exec(part) ?? [];
              const [, list = ''] = /^\s*topics\s*=\s*\[([^\]]*)\]/m.exec(part) ?? [];
              const own = permissions.filter(
                (each) => mayRead(each) && (each.user === user || each.user === undefined),
              );
              const topics = [...list.matchAll(/"([^"]+)"/g)].map(([, topic = '']) =>
                topic.replace(/^\$share\/[^/]+\//, ''),
              );
              const stray = topics.find((topic) => !own.some((each) => overlap(each.topic, topic)));
              if (user === undefined || stray === undefined || !permissions.some((each) => each.user === user))
                return [];
              const expected = `topics that ${user} may read (${own.map(({ topic }) => topic).join(', ') || 'none'})`;
              return [{ object: made, field: entryPath('data', name), expected, received: quoted(stray) }];
            }),
        ),
      ),
    );
}

/** True if a topic may fit both filters. */
function overlap(one: string, other: string): boolean {
  const [left, right] = [one.split('/'), other.split('/')];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [a, b] = [left[index], right[index]];
    if (a === '#' || b === '#') return true;
    if (a === undefined || b === undefined) return false;
    if (a !== b && a !== '+' && b !== '+' && !/%[cu]/.test(a + b)) return false;
  }
  return true;
}

import type { Bundle } from '../../bundle/bundle';
import { texts } from '../../bundle/containers/texts';
import { expressionsOf } from '../../bundle/traffic/expressions';
import { entryPath, valuesAt } from '../../manifest/field-path';
import { identity, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A label of alerts, with one certain value, in a route of Alertmanager. */
const ROUTED = /\b(severity|team)\s*(?:=|:\s)\s*\\?["']?([a-z][\w-]*)/g;
const LABELS = ['severity', 'team'];

/** Alerts reach an Alertmanager, and a route by their labels. */
export const alertsArrive: Rule = {
  id: 'alerts-arrive',
  answer: 'risk',
  why: 'Prometheus sends alerts to a port without a name into the void, and an alert with another severity than that of a route goes where nobody looks',
  example:
    'PrometheusRule default/api: spec.groups[api].rules[0].labels.severity: expected "critical", the severity of a route of Alertmanager that no alert has, received "crit" [alerts-arrive]',
  about: ['PrometheusRule', 'alertmanagers'],
  check: (bundle) => [...bundle.ofKind('Prometheus').flatMap((each) => unheard(bundle, each)), ...unrouted(bundle)],
};

/** https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.AlertmanagerEndpoints */
function unheard(bundle: Bundle, object: Manifest): Finding[] {
  return valuesAt(object, 'spec.alerting.alertmanagers[]').flatMap(({ value, path }): Finding[] => {
    const [name = '', port] = [stringAt(value, 'name'), valueAt(value, 'port')];
    const service = bundle.find('Service', stringAt(value, 'namespace') ?? namespaceOf(object), name);
    const ports = listAt(service, 'spec', 'ports').flatMap((each) => [valueAt(each, 'name'), valueAt(each, 'port')]);
    if (service === undefined || port === undefined || ports.includes(port)) return [];
    const known = ports.filter((each) => each !== undefined).join(', ');
    return [
      { object, field: `${path}.port`, expected: `a port of ${identity(service)} (${known})`, received: quoted(port) },
    ];
  });
}

/** A value of a route that no alert has, beside a value of an alert that no route has, is one word written twice. */
function unrouted(bundle: Bundle): Finding[] {
  const given = bundle.ofKind('PrometheusRule').flatMap((object) =>
    valuesAt(object, 'spec.groups[].rules[].labels').flatMap(({ value, path }) =>
      LABELS.flatMap((label) => {
        const word = stringAt(value, label);
        return word === undefined ? [] : [{ object, field: entryPath(path, label), label, word }];
      }),
    ),
  );
  if (given.length === 0) return [];
  const routes = [
    ...texts(bundle)
      .filter(({ value }) => /^route:/m.test(value) && /^receivers:/m.test(value))
      .map(({ value }) => value),
    ...bundle
      .ofKind('AlertmanagerConfig')
      .flatMap((each) =>
        valuesAt(each, 'spec.route').map(({ value }) =>
          JSON.stringify(value).replace(/"name":"(severity|team)",(?:"matchType":"=",)?"value":/g, '$1='),
        ),
      ),
  ];
  const wanted = routes.flatMap((text) =>
    [...text.matchAll(ROUTED)].map(([, label = '', word = '']) => ({ label, word })),
  );
  const ofFiles = new Set(
    expressionsOf(bundle).flatMap(({ text }) => [...text.matchAll(ROUTED)].map(([, , word]) => word)),
  );
  return given.flatMap(({ object, field, label, word }): Finding[] => {
    if (wanted.some((each) => each.label === label && each.word === word)) return [];
    const idle = wanted.filter(
      (each) =>
        each.label === label &&
        !ofFiles.has(each.word) &&
        !given.some((other) => other.label === label && other.word === each.word),
    );
    const meant = idle.find((each) => isTypo(word, each.word) || (label === 'severity' && isSame(word, each.word)));
    if (meant === undefined) return [];
    const expected = `${quoted(meant.word)}, the ${label} of a route of Alertmanager that no alert has`;
    return [{ object, field, expected, received: quoted(word) }];
  });
}

/** Words for an alert that wakes somebody up. */
const URGENT = /^(critical|crit|disaster|emergency|fatal|p0|p1|page|sev-?[01]|urgent)$/;

const isSame = (one: string, other: string): boolean => isShort(one, other) || (URGENT.test(one) && URGENT.test(other));

/** `crit` for `critical`, `warn` for `warning`. */
const isShort = (one: string, other: string): boolean => {
  const [short = '', long = ''] = [one, other].sort((a, b) => a.length - b.length);
  return short.length > 3 && long.startsWith(short);
};

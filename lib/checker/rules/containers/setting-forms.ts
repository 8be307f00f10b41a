import type { Bundle, Container } from '../../bundle/bundle';
import { imageReference } from '../../bundle/containers/image-reference';
import { isSet, type Setting, setting, settingsNamed } from '../../bundle/containers/settings';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { runs } from '../../bundle/workloads/members';
import { SETTING_FORMS, type SettingForm } from '../../programs/setting-forms';
import { type Finding, quoted, type Rule } from '../../rule';

const NAMES = new RegExp(SETTING_FORMS.map(({ name }) => `(?:${name.source})`).join('|'), 'i');

/** A setting has the form in which its program reads the setting. */
export const settingForms: Rule = {
  id: 'setting-forms',
  answer: 'broken',
  why: 'a program stops at a value that it cannot read, or takes its default without a word',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[GOMEMLIMIT].value: expected a number with B, KiB, MiB, GiB or TiB, or the program stops at its start, received "512Mi" [setting-forms]',
  check: (bundle) => [
    ...hostsWithPorts(bundle),
    ...[...settingsNamed(bundle, NAMES)].flatMap(([container, found]) => [
      ...new Map(
        found
          .flatMap((setting) => misformed(bundle, container, setting))
          .map((finding) => [`${finding.field} ${finding.expected}`, finding]),
      ).values(),
    ]),
  ],
};

const HOST = /^(.+)_(HOST|HOSTNAME)$/;

/** A program puts the host and the port of two settings together. */
function hostsWithPorts(bundle: Bundle): Finding[] {
  return [...settingsNamed(bundle, HOST)].flatMap(([container, found]) =>
    found.flatMap(({ name, value, object, field, secret }): Finding[] => {
      const [, prefix = ''] = HOST.exec(name) ?? [];
      const [, host = '', port] = /^([a-z][\w.-]*):(\d{2,5})$/.exec(value) ?? [];
      const beside = setting(bundle, container, [`${prefix}_PORT`]);
      if (secret || port === undefined || beside?.value !== port || SETTING_FORMS.some((row) => row.name.test(name)))
        return [];
      if (ClusterDns.of(bundle).answer(host, container.template.namespace)?.service === undefined) return [];
      const expected = `a host without a port, which ${beside.name} has`;
      return [{ answer: 'risk', object, field, expected, received: quoted(value) }];
    }),
  );
}

/** A text that a program, a shell or a template fills in. */
const FILLED_IN = /\$[({\w]|\{\{|^<.*>$|%\(/;

function misformed(bundle: Bundle, container: Container, setting: Setting): Finding[] {
  const { name, value, object, field, secret } = setting;
  // Of an option, the name holds the value: -Xmx2GB.
  const isWhole = /^X(mx|ms|mn|ss)\d/.test(name);
  if ((value.trim() === '' && !isWhole) || FILLED_IN.test(value)) return [];
  return SETTING_FORMS.filter((row) => row.name.test(name) && isOf(bundle, container, row, field))
    .filter(({ form }) =>
      isWhole
        ? !/^\w+?\d+[kmgt]?$/i.test(name)
        : ![value, value.replace(/\s*[;#].*$/s, '')].some((each) => form.test(each)),
    )
    .slice(0, 1)
    .map(({ expected }) => ({
      object,
      field,
      expected,
      received: secret ? 'another value' : isWhole ? quoted(`-${name}`) : shown(name, value),
    }));
}

const CREDENTIAL = /PASS|KEY|SECRET|AUTH|URL|URI|DSN|CONN|BACKEND|DATABASE$/i;

/** A longer value than a size, a time or a word may be a password in the wrong place. */
const shown = (name: string, value: string): string =>
  CREDENTIAL.test(name) || value.length > 16 ? 'another value' : quoted(value);

function isOf(bundle: Bundle, container: Container, row: SettingForm, field: string): boolean {
  const { program, from, beside, file } = row;
  const major = Number(/^v?(\d+)/.exec(imageReference(container)?.tag ?? '')?.[1] ?? Number.NaN);
  return (
    (program === undefined || runs(container, program)) &&
    (from === undefined || major >= from) &&
    (beside === undefined || isSet(bundle, container, beside)) &&
    (file === undefined || file.test(field))
  );
}

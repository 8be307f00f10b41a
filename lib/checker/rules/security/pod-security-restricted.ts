import type { Container, PodTemplate } from '../../bundle/bundle';
import { onWindows } from '../../bundle/containers/security-context';
import { type Control, type Controls, podSecurityControls } from '../../kubernetes/pod-security-controls';
import { entryPath, listItems } from '../../manifest/field-path';
import { entriesAt, type Json, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The annotation of AppArmor profiles before Kubernetes 1.30. */
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

const LOOPBACK = /^(localhost|127\.0\.0\.1|::1)$/;

type PodFinding = Omit<Finding, 'object'>;

/** A pod keeps to the Pod Security standard `restricted`, or to `baseline` in a namespace that is less closed on purpose. */
export const podSecurityRestricted: Rule = {
  id: 'pod-security-restricted',
  answer: 'opinion',
  why: 'a namespace with Pod Security `restricted` rejects the pod; any other lets an application that was broken into reach its node',
  example:
    'Deployment default/api: spec.template.spec.containers[api].securityContext.allowPrivilegeEscalation: expected false on each container, received nothing [pod-security-restricted]',
  check: (bundle) => {
    const { templates, cluster } = bundle;
    const enforced = ({ namespace }: PodTemplate) => {
      const labels = valueAt(bundle.find('Namespace', '', namespace), 'metadata', 'labels');
      return stringAt(labels, 'pod-security.kubernetes.io/enforce');
    };
    const restricted = podSecurityControls(cluster.kubernetes, 'restricted');
    const baseline = podSecurityControls(cluster.kubernetes, 'baseline');
    const lessClosed = (cluster.lessClosed ?? []).filter(({ podSecurity }) => podSecurity === 'baseline');
    return templates.flatMap((template) => {
      const wanted = lessClosed.some(({ namespace }) => namespace === template.namespace) ? baseline : restricted;
      const level = enforced(template);
      const rejected = level === 'restricted' ? restricted : level === 'baseline' ? baseline : undefined;
      const broken = rejected ? ofTemplate(template, rejected) : [];
      const others = ofTemplate(template, wanted).filter((one) => broken.every(({ field }) => field !== one.field));
      return [...broken.map((finding) => ({ ...finding, answer: 'broken' as const })), ...others].map((finding) => ({
        object: template.owner,
        ...finding,
      }));
    });
  },
};

function ofTemplate(template: PodTemplate, controls: Controls): PodFinding[] {
  return [
    ...ofPod(template, controls),
    ...template.containers.flatMap((container) => ofContainer(container, controls)),
  ];
}

function ofPod(template: PodTemplate, { pod, sysctls, forbiddenVolumes, required }: Controls): PodFinding[] {
  const { path, spec } = template;
  return [
    ...findingsOf(path, spec, pod),
    ...Object.entries(required)
      .filter(([field]) => field === 'runAsNonRoot' || !onWindows(template))
      .flatMap(([field, value]) => saidNowhere(template, field, value)),
    ...listItems(spec, path, 'volumes').flatMap((volume) =>
      entriesAt(volume.item)
        .filter(([type, source]) => forbiddenVolumes.has(type) && source !== null)
        .map(([type, source]) => ({
          field: `${volume.path}.${type}`,
          expected: 'a volume that is not of the node or the network: a persistentVolumeClaim, an emptyDir',
          received: quoted(source),
        })),
    ),
    ...listItems(spec, path, 'securityContext.sysctls').flatMap((sysctl) => {
      const name = stringAt(sysctl.item, 'name');
      if (name === undefined || sysctls.has(name)) return [];
      return [{ field: sysctl.path, expected: 'a sysctl that is safe for other pods', received: quoted(name) }];
    }),
    ...Object.entries(template.annotations)
      .filter(([name, profile]) => name.startsWith(APP_ARMOR) && !/^(runtime\/default$|localhost\/|$)/.test(profile))
      .map(([name, profile]) => ({
        field: entryPath(`${path.replace(/spec$/, '')}metadata.annotations`, name),
        expected: 'runtime/default',
        received: quoted(profile),
      })),
  ];
}

function ofContainer({ template, spec, path }: Container, { container, linuxContainer }: Controls): PodFinding[] {
  // A pod in the network of its node asks itself there.
  const asksItself = valueAt(template.spec, 'hostNetwork') === true;
  const controls = container.filter(({ field }) => !(asksItself && LOOPBACK.test(stringAt(spec, ...field) ?? '')));
  return [
    ...findingsOf(path, spec, controls),
    ...(onWindows(template) ? [] : findingsOf(path, spec, linuxContainer)),
    ...listItems(spec, path, 'ports').flatMap((port) => {
      const hostPort = numberAt(port.item, 'hostPort') ?? 0;
      return hostPort === 0
        ? []
        : [{ field: `${port.path}.hostPort`, expected: 'nothing: a Service opens ports', received: quoted(hostPort) }];
    }),
  ];
}

function findingsOf(path: string, spec: Json | undefined, controls: readonly Control[]): PodFinding[] {
  return controls.flatMap(({ field, expected, allows }) => {
    const value = valueAt(spec, ...field) ?? undefined;
    return allows(value) ? [] : [{ field: `${path}.${field.join('.')}`, expected, received: quoted(value) }];
  });
}

/** A field required of the pod, or else of each container. */
function saidNowhere({ path, spec, containers }: PodTemplate, field: string, value: string): PodFinding[] {
  const says = (holder: unknown) => (valueAt(holder, 'securityContext', ...field.split('.')) ?? null) !== null;
  if (says(spec) || containers.every((container) => says(container.spec))) return [];
  const expected = `${value}, here or on each container`;
  return [{ field: `${path}.securityContext.${field}`, expected, received: 'nothing' }];
}

import { type Json, stringAt, valueAt } from '../../manifest/manifest';
import type { Container, PodTemplate } from '../bundle';

/** A field of the security context: the container's value, or else the pod's. */
export function securityContext({ template, spec }: Container, field: string): Json | undefined {
  return valueAt(spec, 'securityContext', field) ?? valueAt(template.spec, 'securityContext', field) ?? undefined;
}

/** True for a pod of Windows nodes: users, seccomp and capabilities of Linux mean nothing there. */
export function onWindows({ spec }: PodTemplate): boolean {
  return stringAt(spec, 'os', 'name') === 'windows';
}

import { type Json, stringAt, valueAt } from '../manifest/manifest';
import type { Container, PodTemplate } from './bundle';

/** What holds for a container: what its own security context says, or else the pod's. */
export function securityContext({ template, spec }: Container, field: string): Json | undefined {
  return valueAt(spec, 'securityContext', field) ?? valueAt(template.spec, 'securityContext', field) ?? undefined;
}

/** Whether a pod asks for a Windows node: users, seccomp and capabilities of Linux mean nothing there. */
export function onWindows({ spec }: PodTemplate): boolean {
  return stringAt(spec, 'os', 'name') === 'windows';
}

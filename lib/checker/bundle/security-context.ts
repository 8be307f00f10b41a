import type { Container, PodTemplate } from './bundle';
import { get, type Json, text } from '../manifest/manifest';

/** What holds for a container: what its own security context says, or else the pod's. */
export function securityContext({ template, spec }: Container, field: string): Json | undefined {
  return get(spec, 'securityContext', field) ?? get(template.spec, 'securityContext', field) ?? undefined;
}

/** Whether a pod asks for a Windows node: users, seccomp and capabilities of Linux mean nothing there. */
export function onWindows({ spec }: PodTemplate): boolean {
  return text(spec, 'os', 'name') === 'windows';
}

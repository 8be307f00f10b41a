import { problem } from '../../checker/problem';
import type { k8s } from '../../kubernetes';

/**
 * Pod-level half of the Pod Security standard `restricted`.
 *
 * The user id is a number on purpose: with `runAsNonRoot`, the kubelet refuses an image whose USER is a name. Without a
 * group id, the group of the process can be 0, root's.
 */
export function restrictedPod(uid: number, gid = uid): k8s.PodSecurityContext {
  return { runAsNonRoot: true, runAsUser: uid, runAsGroup: gid, seccompProfile: { type: 'RuntimeDefault' } };
}

/** Container-level half of `restricted`, and a root file system that nobody writes to. */
export const RESTRICTED_CONTAINER: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/** Refuses root, and a number that is no id of a user or group. */
export function checkId(field: string, id: number): string[] {
  if (Number.isInteger(id) && id >= 1 && id < 2 ** 31) return [];
  return [problem(field, 'the id of a user or group other than root, at least 1', id)];
}

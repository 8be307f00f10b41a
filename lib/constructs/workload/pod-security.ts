import { problem } from '../../checker/problem';
import type { k8s } from '../../kubernetes';

/**
 * Pod-level half of the Pod Security standard `restricted`.
 *
 * The user id is a number on purpose: with `runAsNonRoot`, the kubelet refuses an image whose USER is a name.
 */
export function restrictedPod(uid: number): k8s.PodSecurityContext {
  return { runAsNonRoot: true, runAsUser: uid, seccompProfile: { type: 'RuntimeDefault' } };
}

/** Container-level half of `restricted`, and a root file system that nobody writes to. */
export const RESTRICTED_CONTAINER: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/** Refuses root, and what is no user id. */
export function checkUid(field: string, uid: number): string[] {
  if (Number.isInteger(uid) && uid >= 1 && uid < 2 ** 31) return [];
  return [problem(field, 'the number of a user other than root, at least 1', uid)];
}

/** Seconds. A server that is rolled is back within them, and a refused network long before. */
export const PATIENCE = 120;

/**
 * The lines of a script that wait for a server, since a pod may connect too early: a network plugin programs the
 * NetworkPolicies of a new pod a moment after its containers start, and until then the pod is refused even what its
 * policies allow. To exit and be tried again in a new pod does not help: that one has a new address, and the same moment
 * before it. So whatever connects as soon as it starts waits in its pod: a script by these lines, a program without a
 * shell by being restarted in place (`restartPolicy: OnFailure` in a Job, and always in a Deployment).
 *
 * The question exits with 0 once the server answers. What it wrote at the last try is what is said of one that never does.
 */
export function waitFor(server: string, question: string): string[] {
  return [
    `echo "waiting up to ${PATIENCE} s for ${server}"`,
    'begun=$(date +%s)',
    `until problem=$({ ${question}; } 2>&1); do`,
    `  if [ $(($(date +%s) - begun)) -ge ${PATIENCE} ]; then`,
    `    echo "${server} did not answer within ${PATIENCE} s: $problem" >&2`,
    '    exit 1',
    '  fi',
    '  sleep 1',
    'done',
    `echo "${server} answered after $(($(date +%s) - begun)) s"`,
  ];
}

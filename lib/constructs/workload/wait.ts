/** The longest wait, in seconds. A restarting server is back within this time, and NetworkPolicies take effect sooner. */
export const PATIENCE = 120;

/**
 * The lines of a script that wait for a server, since a pod may connect too early: a network plugin programs the
 * NetworkPolicies of a new pod a moment after its containers start, and until then the pod is refused even what its
 * policies allow. Exiting does not help: a new pod has a new address and waits for its NetworkPolicies again.
 * So a program that connects at its start waits in its pod: a script by these lines, a program without a shell by restarts
 * in place (`restartPolicy: OnFailure` in a Job, and always in a Deployment).
 *
 * `question` is a command that exits with 0 once the server answers. If the server never answers, the script prints the
 * output of the last try.
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

import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** The programs of the local loop, each with the page that says how to get it. */
const TOOLS = {
  docker: 'https://docs.docker.com/get-started/get-docker/',
  k3d: 'https://k3d.io/stable/#installation',
  tilt: 'https://docs.tilt.dev/install.html',
};
/** The name in k3d.yaml. */
const CLUSTER = 'wealist';
const root = path.join(__dirname, '..');

const run = (program: string, args: readonly string[], stdio: 'ignore' | 'inherit') =>
  spawnSync(program, args, { cwd: root, stdio });

/** Makes the cluster of k3d.yaml unless there is one, and starts Tilt on that cluster. Returns the exit code. */
function main(): number {
  const missing = Object.entries(TOOLS).filter(([program]) => run(program, ['version'], 'ignore').error);
  if (missing.length > 0) {
    console.error(
      missing.map(([program, page]) => `${program}: expected on the PATH, received none; ${page}`).join('\n'),
    );
    return 1;
  }
  if (run('k3d', ['cluster', 'get', CLUSTER], 'ignore').status !== 0) {
    const { status } = run('k3d', ['cluster', 'create', '--config', 'k3d.yaml'], 'inherit');
    if (status !== 0) return status ?? 1;
  }
  return run('tilt', ['up', '--context', `k3d-${CLUSTER}`], 'inherit').status ?? 1;
}

process.exitCode = main();

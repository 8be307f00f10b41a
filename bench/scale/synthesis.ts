import { Dist } from '../../lib/synthesis/dist';
import { manifestsOf, problemsOf } from '../../lib/synthesis/manifests';
import { Synthesis, toFolder } from '../../lib/synthesis/synthesis';
import { prod } from '../../lib/wealist/environments/prod';
import { ENVIRONMENTS, reportMemory } from './environments';
import { services } from './services';

/** Synthesizes so many services for each environment: `<services> <outdir> <on|off>`. */
const [count, outdir = '', rules] = process.argv.slice(2);

if (rules === 'on') {
  const synthesis = new Synthesis(outdir, ENVIRONMENTS);
  for (const name of ENVIRONMENTS) synthesis.add(name, prod, services(Number(count), name));
  synthesis.write();
} else {
  const folders = ENVIRONMENTS.map((name) => {
    const charts = services(Number(count), name);
    const problems = Object.values(charts).flatMap(problemsOf);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return [name, toFolder(manifestsOf(charts))] as const;
  });
  new Dist(outdir).replaceAll(new Map(folders));
}
reportMemory();

import { Synthesis } from '../../lib/synthesis/synthesis';
import { prod } from '../../lib/wealist/environments/prod';
import { services } from './services';

/** Synthesizes 4 environments of so many services: `<services> <outdir>`. */
const [count = '', outdir = ''] = process.argv.slice(2);
const names = ['local', 'dev', 'staging', 'prod'];
const synthesis = new Synthesis(outdir, names);
for (const name of names) synthesis.add(name, prod, services(Number(count), name));
synthesis.write();
console.log(`peak memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);

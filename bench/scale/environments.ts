export const ENVIRONMENTS = ['local', 'dev', 'staging', 'prod'];

/** As bench/measure.ts reads it. */
export function reportMemory(): void {
  console.log(`peak memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}

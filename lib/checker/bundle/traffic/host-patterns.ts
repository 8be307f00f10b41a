/** True if a certificate for a pattern is good for a host. `*.example.com` stands for one more label. */
export function certifies(pattern: string, host: string): boolean {
  return pattern === host || (pattern.startsWith('*.') && host.replace(/^[^.]+/, '*') === pattern);
}

/** True if a host fits two patterns of the Gateway API, where `*.example.com` stands for any number of labels. */
export function overlap(one: string, other: string): boolean {
  const suffix = (pattern: string) => (pattern.startsWith('*.') ? pattern.slice(1) : undefined);
  const [a, b] = [suffix(one), suffix(other)];
  return one === other || (a !== undefined && other.endsWith(a)) || (b !== undefined && one.endsWith(b));
}

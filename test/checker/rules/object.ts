/** An object: its name, or `namespace/name`, and the rest of it in YAML's short form. */
export function object(kind: string, id: string, rest = '', apiVersion = 'v1'): string {
  const [name, namespace] = id.split('/').reverse();
  const place = namespace === undefined ? '' : `, namespace: ${namespace}`;
  return `---\n{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: ${name}${place} }${rest && `, ${rest}`} }\n`;
}

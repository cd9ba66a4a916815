/** Every option as resolved, as plain JSON: what is not given is `null`, a function is named `function`. */
export function plainOptions(resolved: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain = (value: unknown) => (typeof value === 'function' ? 'function' : (value ?? null));
  return Object.fromEntries(Object.entries(resolved).map(([name, value]) => [name, plain(value)]));
}

/**
 * The units that a text such as `0, 3-5` names; `undefined` for an empty text: all.
 * @throws RangeError if the text names no units.
 */
export function parseUnits(text: string): ((unit: number) => boolean) | undefined {
  const parts = text.split(/[\s,;]+/).filter(Boolean);
  if (!parts.length) return undefined;
  const ranges = parts.map((part) => {
    const match = /^(\d+)(?:[-–](\d+))?$/.exec(part);
    if (!match) throw new RangeError(`Cannot read "${part}" as units: expected numbers such as 3 or 0-5`);
    return [Number(match[1]), Number(match[2] ?? match[1])] as const;
  });
  return (unit) => ranges.some(([low, high]) => unit >= low && unit <= high);
}

import * as v from 'valibot';
import { type Problem, pathText, valueText } from './problem.js';

type Schema = v.GenericSchema<unknown, unknown>;
type Issue = v.BaseIssue<unknown>;
type Key = string | number;

/** The first place where a value is not of the schema's shape, or `null`. */
export function shapeProblem(schema: Schema, value: unknown): Problem | null {
  const { issues } = v.safeParse(schema, value, { abortEarly: true });
  if (!issues) return null;
  const [issue, keys] = innermost(issues[0], []);
  return { path: pathText(keys), expected: expectedText(issue), got: valueText(issue.input) };
}

/** Of the alternatives of a union, the one that the value came closest to. */
function innermost(issue: Issue, before: readonly Key[]): [Issue, Key[]] {
  const keys = [...before, ...keysOf(issue)];
  const closest = issue.issues?.find((inner) => keysOf(inner).length > 0);
  return closest ? innermost(closest, keys) : [issue, keys];
}

function keysOf(issue: Issue): Key[] {
  return (issue.path ?? []).map(({ key }) => key as Key);
}

function expectedText(issue: Issue): string {
  switch (issue.type) {
    case 'number':
      return 'a number';
    case 'finite':
      return 'a finite number';
    case 'integer':
      return 'a whole number';
    case 'string':
      return 'a text';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    case 'min_value':
      return `at least ${issue.requirement}`;
    case 'regex':
      return issue.message;
    default:
      return otherText(issue);
  }
}

/** valibot's own words, such as `("float32" | "int32")` or `(number | null)`, made readable. */
function otherText({ expected, input }: Issue): string {
  if (expected === null) return 'another value';
  if (input === undefined && /^".*"$/.test(expected)) return 'it to be there';
  return expected
    .replace(/^\((.*)\)$/, '$1')
    .replaceAll(' | ', ' or ')
    .replaceAll('Object', 'an object')
    .replaceAll('Array', 'a list');
}

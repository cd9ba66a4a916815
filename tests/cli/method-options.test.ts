import { expect, it } from 'vitest';
import { flagOf, inFlags } from '../../src/cli/method-options.js';

it.each([
  ['kernelWidth', '--kernel-width'],
  ['steps', '--steps'],
])('names option %s as the command line has it', (option, flag) => {
  expect(flagOf(option)).toBe(flag);
});

it.each([
  ['Cannot use kernelWidth 0: expected a number above 0', 'Cannot use --kernel-width 0: expected a number above 0'],
  [
    'Cannot run lime: it has no option "kernelWidht": did you mean "kernelWidth"?',
    'Cannot run lime: it has no option "kernelWidht": did you mean --kernel-width?',
  ],
  [
    'Cannot run lime: it has no option "layer": expected samples, maxSamples, signal',
    'Cannot run lime: it has no option --layer: expected --samples, --max-samples',
  ],
  ['Cannot explain class 3 of "steps": it has 3 classes', 'Cannot explain class 3 of "steps": it has 3 classes'],
])('says %j in the words of the command line', (message, words) => {
  expect(inFlags(message)).toBe(words);
});

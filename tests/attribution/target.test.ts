import { describe, expect, it } from 'vitest';
import { resolveTarget, topClasses } from '../../src/attribution/target.js';

const scores = { shape: [1, 5], data: Float32Array.of(0.1, 0.4, 0.05, 0.4, 0.05) };
const model = { name: 'zoo', classes: ['Egyptian cat', 'dog', '7', 'crane', 'crane'], predict: () => [] };
const bare = { predict: () => [] };

describe('a target', () => {
  it.each([
    [undefined, 1, 'dog'],
    [3, 3, 'crane'],
    ['dog', 1, 'dog'],
    ['7', 2, '7'],
    ['0', 0, 'Egyptian cat'],
  ])('%j is class %d, "%s"', (target, index, label) => {
    expect(resolveTarget(model, scores, target)).toEqual({ index, label });
  });

  it('is named by its index where there are no labels', () => {
    expect(resolveTarget(bare, scores, '4')).toEqual({ index: 4, label: '4' });
  });

  it.each([
    [5, 'Cannot explain class 5 of "zoo": it has 5 classes (0 to 4)'],
    [1.5, 'Cannot explain class 1.5 of "zoo": it has 5 classes (0 to 4)'],
    ['5', 'Cannot explain class 5 of "zoo": it has 5 classes (0 to 4)'],
    ['cat', 'Cannot explain class "cat" of "zoo": no class has this label, near ones are "Egyptian cat"'],
    ['dgo', 'Cannot explain class "dgo" of "zoo": no class has this label, near ones are "dog"'],
    ['crane', 'Cannot explain class "crane" of "zoo": classes 3 and 4 have this label, give an index'],
  ])('%j is refused', (target, sentence) => {
    expect(() => resolveTarget(model, scores, target)).toThrow(new RangeError(sentence));
  });

  it('without labels, and of another kind, are refused', () => {
    expect(() => resolveTarget(bare, scores, 'cat')).toThrow(
      'Cannot explain class "cat" of the classifier: its classes have no labels, and it has 5 classes (0 to 4)',
    );
    expect(() => resolveTarget(model, scores, null as never)).toThrow(TypeError);
  });

  it('is among the top classes by score, equal ones by index', () => {
    expect(topClasses(scores, 3)).toEqual([1, 3, 0]);
  });
});

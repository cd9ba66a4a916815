import { random } from '../src/numeric/random.js';

/** `[expansion, channels, repeats, stride]` of each stage (Sandler et al. 2018, table 2). */
const STAGES: readonly (readonly [number, number, number, number])[] = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
];

interface LayerConfig {
  readonly class_name: string;
  readonly name: string;
  readonly config: Record<string, unknown>;
  readonly inbound_nodes: unknown[];
}

/** MobileNet v2 for 224x224 and 1001 classes with seeded weights, batch norm folded: the shape of the trained one. */
export function mobileNetV2() {
  const { normal } = random(1);
  const layers: LayerConfig[] = [];
  const weightSpecs: { name: string; shape: number[]; dtype: 'float32' }[] = [];
  const weights: number[] = [];
  const weigh = (name: string, shape: number[], fanIn: number) => {
    weightSpecs.push({ name, shape, dtype: 'float32' });
    const size = shape.reduce((a, b) => a * b, 1);
    for (let i = 0; i < size; i++) weights.push(fanIn === 0 ? 0 : normal() * Math.sqrt(2 / fanIn));
  };
  const add = (className: string, name: string, config: Record<string, unknown>, inputs: readonly string[]) => {
    const inbound = inputs.length === 0 ? [] : [inputs.map((input) => [input, 0, 0, {}])];
    layers.push({ class_name: className, name, config: { name, ...config }, inbound_nodes: inbound });
    return name;
  };
  const relu6 = (input: string) => add('ReLU', `${input}_relu6`, { max_value: 6 }, [input]);
  const conv = (name: string, input: string, from: number, to: number, size: number, stride: number) => {
    weigh(`${name}/kernel`, [size, size, from, to], size * size * from);
    weigh(`${name}/bias`, [to], 0);
    const config = {
      filters: to,
      kernel_size: [size, size],
      strides: [stride, stride],
      padding: 'same',
      use_bias: true,
    };
    return add('Conv2D', name, config, [input]);
  };
  const depthwise = (name: string, input: string, channels: number, stride: number) => {
    weigh(`${name}/depthwise_kernel`, [3, 3, channels, 1], 9);
    weigh(`${name}/bias`, [channels], 0);
    const config = {
      kernel_size: [3, 3],
      strides: [stride, stride],
      padding: 'same',
      depth_multiplier: 1,
      use_bias: true,
    };
    return add('DepthwiseConv2D', name, config, [input]);
  };

  let last = add('InputLayer', 'image', { batch_input_shape: [null, 224, 224, 3] }, []);
  last = relu6(conv('stem', last, 3, 32, 3, 2));
  let channels = 32;
  STAGES.forEach(([expansion, to, repeats, stride], stage) => {
    for (let i = 0; i < repeats; i++) {
      const name = `block${stage}_${i}`;
      const input = last;
      const wide = channels * expansion;
      if (expansion > 1) last = relu6(conv(`${name}_expand`, last, channels, wide, 1, 1));
      last = relu6(depthwise(`${name}_depthwise`, last, wide, i === 0 ? stride : 1));
      last = conv(`${name}_project`, last, wide, to, 1, 1);
      if (i > 0) last = add('Add', `${name}_add`, {}, [input, last]);
      channels = to;
    }
  });
  last = relu6(conv('top', last, channels, 1280, 1, 1));
  last = add('GlobalAveragePooling2D', 'pool', {}, [last]);
  weigh('classes/kernel', [1280, 1001], 1280);
  weigh('classes/bias', [1001], 0);
  last = add('Dense', 'classes', { units: 1001, activation: 'softmax', use_bias: true }, [last]);
  const config = { name: 'mobilenet_v2', layers, input_layers: [['image', 0, 0]], output_layers: [[last, 0, 0]] };
  return {
    modelTopology: { class_name: 'Model', config },
    weightSpecs,
    weightData: Float32Array.from(weights).buffer,
  };
}

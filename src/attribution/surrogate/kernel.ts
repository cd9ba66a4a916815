export const KERNELS = ['exponential', 'gaussian', 'uniform'] as const;
export type KernelName = (typeof KERNELS)[number];

/** The weight of a sample at some distance from the image, from 0. */
export type Kernel = (distance: number, width: number) => number;

/**
 * The built-in kernels. `exponential`: `sqrt(exp(-d^2 / width^2))`, as lime and captum have it.
 * `gaussian`: `exp(-d^2 / width^2)`, as xplique has it. `uniform`: 1.
 */
export function kernelBy(name: KernelName): Kernel {
  switch (name) {
    case 'exponential':
      return (distance, width) => Math.exp(-0.5 * (distance / width) ** 2);
    case 'gaussian':
      return (distance, width) => Math.exp(-((distance / width) ** 2));
    case 'uniform':
      return () => 1;
    default:
      throw new TypeError(`Cannot weigh by the kernel "${name satisfies never}": expected ${KERNELS.join(', ')}`);
  }
}

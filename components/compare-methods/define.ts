import { define } from '../shared/define.js';
import { ConvlensCompareMethods } from './compare-methods.js';

define('convlens-compare-methods', ConvlensCompareMethods);

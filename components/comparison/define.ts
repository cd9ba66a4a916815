import { define } from '../shared/define.js';
import { ConvlensComparison } from './comparison.js';

define('convlens-comparison', ConvlensComparison);

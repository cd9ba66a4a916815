import { define } from '../shared/define.js';
import { ConvlensSuperpixels } from './superpixels.js';

define('convlens-superpixels', ConvlensSuperpixels);

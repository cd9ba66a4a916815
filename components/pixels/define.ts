import { define } from '../shared/define.js';
import { ConvlensPixels } from './pixels.js';

define('convlens-pixels', ConvlensPixels);

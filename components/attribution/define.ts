import { define } from '../shared/define.js';
import { ConvlensAttribution } from './attribution.js';

define('convlens-attribution', ConvlensAttribution);

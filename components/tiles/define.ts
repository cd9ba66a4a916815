import { define } from '../shared/define.js';
import { ConvlensTiles } from './tiles.js';

define('convlens-tiles', ConvlensTiles);

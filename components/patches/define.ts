import { define } from '../shared/define.js';
import { ConvlensPatches } from './patches.js';

define('convlens-patches', ConvlensPatches);

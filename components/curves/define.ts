import { define } from '../shared/define.js';
import { ConvlensCurves } from './curves.js';

define('convlens-curves', ConvlensCurves);

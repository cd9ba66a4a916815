import { define } from '../shared/define.js';
import { ConvlensActivations } from './activations.js';

define('convlens-activations', ConvlensActivations);

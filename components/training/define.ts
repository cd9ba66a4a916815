import { define } from '../shared/define.js';
import { ConvlensTraining } from './training.js';

define('convlens-training', ConvlensTraining);

import { define } from '../shared/define.js';
import { ConvlensPredictions } from './predictions.js';

define('convlens-predictions', ConvlensPredictions);

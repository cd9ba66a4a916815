import { define } from '../shared/define.js';
import { ConvlensOverlay } from './overlay.js';

define('convlens-overlay', ConvlensOverlay);

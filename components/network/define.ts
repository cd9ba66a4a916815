import { define } from '../shared/define.js';
import { ConvlensNetwork } from './network.js';

define('convlens-network', ConvlensNetwork);

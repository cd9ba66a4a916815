import { define } from '../shared/define.js';
import { ConvlensChart } from './chart.js';

define('convlens-chart', ConvlensChart);

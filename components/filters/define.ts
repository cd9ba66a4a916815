import { define } from '../shared/define.js';
import { ConvlensFilters } from './filters.js';

define('convlens-filters', ConvlensFilters);

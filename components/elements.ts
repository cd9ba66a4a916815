// Defines every element. Which loader of plotly goes with them, index.ts (modules) and script.ts (classic script) say.
import './pixels/define.js';
import './tiles/define.js';
import './chart/define.js';
import './overlay/define.js';
import './superpixels/define.js';
import './attribution/define.js';
import './compare-methods/define.js';
import './curves/define.js';
import './filters/define.js';
import './activations/define.js';
import './patches/define.js';
import './comparison/define.js';
import './network/define.js';
import './predictions/define.js';
import './training/define.js';
import './audit/define.js';

import { define } from '../shared/define.js';
import { ConvlensAudit } from './audit.js';
import { ConvlensAuditImage } from './audit-image.js';

define('convlens-audit-image', ConvlensAuditImage);
define('convlens-audit', ConvlensAudit);

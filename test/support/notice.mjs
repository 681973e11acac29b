// `npm run notice`: writes NOTICE (see notice-text.mjs). Wants the bundles of `npm run build`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.mjs';
import { noticeText } from './notice-text.mjs';

writeFileSync(join(checkout, 'NOTICE'), noticeText());

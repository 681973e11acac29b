// The index of packages that apk keeps, and the option that keeps it from that: for the rules that want it.
import * as l10n from '@vscode/l10n';
import { does } from '../packages/calls.ts';
import { hasOption, wordSet } from '../shell/command-options.ts';
import type { WantedOption } from './add-option.ts';

const add = wordSet('add');

export const apkIndexOption: WantedOption = {
  managers: ['apk'],
  option: '--no-cache',
  lacks: () => (call) => does(call, add) && !hasOption(call, 'no-cache'),
  mounted: /\/var\/cache(\/apk|\/?$)|\/etc\/apk\/cache/,
  message: () => l10n.t('The package index stays in the image; use apk add --no-cache'),
  safe: true,
  stages: 'product',
};

// The text of NOTICE: what of other people is in the bundles, with their licences. Which packages that are is read off what
// esbuild has put together, so that none is forgotten.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './checkout.mjs';

/** @returns {string[]} folders below node_modules, sorted */
export function bundledPackages() {
  /** @type {string[]} */
  const files = JSON.parse(readFileSync(join(checkout, 'out', 'bundled-files.json'), 'utf8'));
  const folders = files.flatMap(
    (file) => /node_modules\/((?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
  );
  return [...new Set(folders)].sort((a, b) => (a < b ? -1 : 1));
}

/** @returns {string} each licence once, below the packages that have it */
export function noticeText() {
  /** @type {Map<string, string[]>} */
  const byText = new Map();
  for (const name of bundledPackages()) {
    const folder = join(checkout, 'node_modules', name);
    /** @type {{ name: string, version: string, license?: string }} */
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((each) => /^(?:licen[cs]e|copying)(?:[.-].*)?$/i.test(each));
    const text = file ? readFileSync(join(folder, file), 'utf8') : `Licence: ${manifest.license ?? 'unknown'}`;
    const plain = text.replaceAll('\r\n', '\n').trim();
    const titles = byText.get(plain) ?? [];
    titles.push(`${manifest.name} ${manifest.version}${manifest.license ? ` (${manifest.license})` : ''}`);
    byText.set(plain, titles);
  }
  const line = `\n\n${'-'.repeat(80)}\n\n`;
  const parts = [...byText].map(([text, titles]) => `${titles.join('\n')}\n\n${text}`);
  return `${['Longshore contains the following packages of other people, under their licences.', ...parts].join(line)}\n`;
}

// package.json as a person reads it: with the texts of package.nls.json in the place of their keys.
import { readFileSync } from 'node:fs';

/** `language`: `ko`; English if absent. `folder`: of package.json. */
export function manifestInWords(language?: string, folder = '.'): ReturnType<typeof JSON.parse> {
  const texts = manifestTexts(language, folder);
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'), (_key, value) => {
    const name = typeof value === 'string' ? /^%(.+)%$/.exec(value)?.[1] : undefined;
    return name === undefined ? value : texts[name];
  });
}

export function manifestTexts(language?: string, folder = '.'): Record<string, string> {
  return JSON.parse(readFileSync(`${folder}/package.nls${language === undefined ? '' : `.${language}`}.json`, 'utf8'));
}

// Tokens and keys, by what they look like.
import * as l10n from '@vscode/l10n';
import type { Span } from '../text/range.ts';

/** Formats that the issuers publish, so that such tokens can be found. */
const formats: readonly (readonly [title: () => string, RegExp])[] = [
  [() => l10n.t('GitHub token'), /gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,90}/],
  [() => l10n.t('GitLab token'), /glpat-[\w-]{20}/],
  [() => l10n.t('AWS access key'), /(?:AKIA|ASIA)[0-9A-Z]{16}/],
  [() => l10n.t('npm token'), /npm_[A-Za-z0-9]{36}/],
  [() => l10n.t('PyPI token'), /pypi-AgEIcHlwaS5vcmc[\w-]{50,200}/],
  [() => l10n.t('Docker token'), /dckr_pat_[\w-]{20,40}/],
  [() => l10n.t('Slack token'), /xox[abprs]-[0-9]{6,}-[\w-]{6,90}/],
  [() => l10n.t('Stripe key'), /[rs]k_live_[0-9A-Za-z]{24,99}/],
  [() => l10n.t('Google API key'), /AIza[0-9A-Za-z_-]{35}/],
  [() => l10n.t('SendGrid key'), /SG\.[\w-]{22}\.[\w-]{43}/],
  [() => l10n.t('Hugging Face token'), /hf_[A-Za-z0-9]{34}/],
  [() => l10n.t('private key'), /-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----/],
];
/** How they all begin: most texts have none of these, and need no closer look. */
const anyBeginning =
  /gh[pousr]_|github_pat_|glpat-|A[KS]IA|npm_|pypi-|dckr_pat_|xox[abprs]-|k_live_|AIza|SG\.|hf_|-----BEGIN /;
const anyFormat = new RegExp(
  `(?<![A-Za-z0-9_])(?:${formats.map(([, { source }]) => `(${source})`).join('|')})(?![A-Za-z0-9])`,
  'g',
);

export interface FoundToken extends Span {
  /** `GitHub token` */
  readonly kind: string;
}

/** All that stand in the text. */
export function tokensIn(text: string): FoundToken[] {
  if (!anyBeginning.test(text)) return [];
  // The one that ends so is in Amazon's own documentation.
  return [...text.matchAll(anyFormat)].flatMap((match) =>
    match[0].endsWith('EXAMPLE')
      ? []
      : [
          {
            kind: formats[match.slice(1).findIndex((group) => group !== undefined)]?.[0]() ?? l10n.t('token'),
            start: match.index,
            end: match.index + match[0].length,
          },
        ],
  );
}

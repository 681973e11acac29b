// What an editor asks of each Dockerfile that it shows, in one place: imported when the first question comes, not when the editor
// starts. What only a person asks for is in more-answers.ts.
export { flagFixesAt } from './flag-fixes.ts';
export { folds } from './folding.ts';
export { inlayHints } from './inlay.ts';
export { links, mayLinkToFiles } from './links.ts';
export { refactoringsAt } from './refactorings/index.ts';
export { referencesAt } from './references.ts';
export { selectionRangesAt } from './selection.ts';
export { semanticTokens } from './semantic-tokens.ts';
export { outline } from './symbols.ts';

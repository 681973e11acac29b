// What an editor asks of a Dockerfile once a person types in it, points at it or wants something of it, in one place: imported at the
// first of these questions. It is mostly words.
export { completionAt } from './completion.ts';
export { baseAskedAt, baseCompletionAt } from './completion-base.ts';
export { snippetText } from './completion-item.ts';
export { contextFolderAt } from './completion-paths.ts';
export { definitionsAt } from './definition.ts';
export { formatEdits } from './format.ts';
export { typingEdits } from './format-typing.ts';
export { hoverAt } from './hover.ts';
export { imagePlaceAt, inOrderOfUse, repositoryBefore } from './image-completion.ts';
export { mayLinkToFiles } from './links.ts';
export { linkedRangesAt, renameAt, renameRangeAt } from './rename.ts';
export { signatureHelpAt } from './signature.ts';

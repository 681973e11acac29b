// What an editor does with the files of a container, in one place: imported at the first of these.
export { removeFile, renameFile } from './changes.ts';
export { createFolder, listFolder, readContent, writeContent } from './container-files.ts';
export { factsOf, statIfThere } from './path-facts.ts';

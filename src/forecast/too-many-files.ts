// Of a context that is read in another thread, or not at all.

export class TooManyFiles extends Error {
  override readonly name = 'TooManyFiles';

  constructor() {
    super('The build context has too many files to be read here.');
  }
}

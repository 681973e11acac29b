// Why rules about versions of packages are off by default.
export const pinsAreDisputed = 'old versions vanish from the archives, and then nothing builds';

// The engine's own words, fit for a person: where none that are better are known, these are shown. Pure.

/** As a sentence, without what engines put around it, without their own folders, addresses and long ids. */
export function presentable(words: string): string {
  const bare = withoutInnerPlaces(
    words
      .trim()
      .replace(/^Error response from daemon: /i, '')
      .replace(/\s*\n\s*/g, ' '),
  );
  const begun = bare.charAt(0).toUpperCase() + bare.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

/** An id as `docker` shows it: 12 digits. Digests that name an image (`app@sha256:…`) stay what they are. */
export function shortIds(words: string): string {
  return words.replace(/(?<!@)(?<!@sha256:)(?:sha256:)?\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1');
}

/**
 * Without what means nothing outside of the engine: folders in which it keeps things for a while
 * (`/var/lib/docker/tmp/buildkit-mount1/a` is `a`), the address that a client of its API asks, long ids.
 */
export function withoutInnerPlaces(words: string): string {
  return shortIds(
    words
      .replaceAll(/\/[^\s"':]*\/(?:buildkit-mount|docker-builder|docker-import-|docker-tarball-)\d*\/?/g, '')
      // Of a container's or a volume's files, what follows is the path that a person knows.
      .replaceAll(
        /\/var\/lib\/(?:docker|containers\/storage)\/(?:(?:overlay2?|vfs|fuse-overlayfs|btrfs|zfs)\/[^\s"':/]+\/(?:merged|diff)|rootfs\/[^\s"':/]+\/[^\s"':/]+|volumes\/[^\s"':/]+\/_data)(?=[/\s"':]|$)/g,
        '',
      )
      .replaceAll(/\/var\/lib\/(?:docker|containerd|containers)(?:\/[^\s"':]*)?/g, 'a folder of the engine')
      .replaceAll(/\bhttps?:\/\/(?:localhost|%2F[^/\s"]*|docker|d)\/v1\.\d+(\/[^\s"?]*)?(?:\?[^\s"]*)?/gi, '$1')
      .replaceAll(/\b(?:unix|npipe):\/\/(\/[^\s"')]*)/g, '$1'),
  );
}

/** The options of a mount that failed may hold a password (`o=username=me,password=…`), and engines repeat them. */
export function withoutMountOptions(words: string): string {
  return words.replace(/(, data: )\S.*?(?=: |$)/gm, '$1***');
}

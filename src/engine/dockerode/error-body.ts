/** The human part of an error body: JSON `{message}` (Docker), with `cause` (Podman), or text. '' if it has none. */
export function messageOf(body: string): string {
  try {
    const { message, error, cause } = JSON.parse(body) as Record<string, unknown>;
    return (
      ([message, error, cause].find((part) => typeof part === 'string' && part !== '') as string | undefined) ?? ''
    );
  } catch {
    // Some refusals, and all of a proxy, are plain text.
    return body.trim().slice(0, 500);
  }
}

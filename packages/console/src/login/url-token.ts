/** The token of a link. It stands behind the #, which no server and no log ever sees. */
export function tokenFromUrl(): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get('token');
}

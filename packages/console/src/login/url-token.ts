/** The token of a link. It is in the fragment, which browsers do not send to servers. */
export function tokenFromUrl(): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get('token');
}

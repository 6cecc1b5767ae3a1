/** Only paths of the console: prevents open redirects after the login. */
export function safeRedirectPath(requestedPath: string | null): string {
  if (requestedPath === null || !/^\/(?![/\\])/.test(requestedPath)) return '/';
  return requestedPath;
}

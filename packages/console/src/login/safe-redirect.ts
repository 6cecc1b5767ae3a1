/** Only a path of the console itself: a link from elsewhere must not lead people away after they signed in. */
export function safeRedirectPath(requestedPath: string | null): string {
  if (requestedPath === null || !/^\/(?![/\\])/.test(requestedPath)) return '/';
  return requestedPath;
}

/** Only a path of the console itself: a link from elsewhere must not lead people away after they signed in. */
export function ownPath(wanted: string | null): string {
  if (wanted === null || !/^\/(?![/\\])/.test(wanted)) return '/';
  return wanted;
}

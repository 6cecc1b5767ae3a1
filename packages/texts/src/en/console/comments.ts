/** Comments of colleagues on a recording. */
export const comments = {
  title: 'Comments',
  hint: 'For colleagues who review recordings. Shared links and reports for download never show comments.',
  onWhole: 'Comment on the recording',
  onMoment: 'Comment at {{time}}',
  open: 'Comment on what was said at {{time}}',
  write: 'Comment',
  whole: 'on the whole recording',
  delete: 'Delete',
  deleteOnWhole: 'Delete your comment on the whole recording',
  deleteAt: 'Delete your comment at {{time}}',
  deleteTitle: 'Delete your comment?',
  deleteHint: 'Your colleagues will no longer see it. It cannot be restored.',
  how: 'Use the speech bubble to comment on a moment.',
} as const;

/** The player of a recording. */
export const player = {
  name: 'Audio player',
  whole: 'Whole recording',
  at: 'at',
  all: 'Play all',
  play: 'Play',
  pause: 'Pause',
  back: 'Back 5 seconds',
  forward: 'Forward 5 seconds',
  position: 'Position in the recording',
  rate: 'Speed',
  quote: '{{time}}: “{{quote}}”',
  silent:
    'The recording cannot be played: it was erased, or this browser does not support its format. The transcript is still available.',
  silentParts_one:
    'Part {{parts}} of the recording cannot be played: this browser does not support its format, or it could not be loaded. Its transcript is still available.',
  silentParts_other:
    'Parts {{parts}} of the recording cannot be played: this browser does not support their format, or they could not be loaded. Their transcript is still available.',
} as const;
